"""Units, their editions, aliases and sentences come from the notices held."""

from assistant.library import Library


def test_a_unit_holds_its_place_as_its_notice_prints_it(library: Library) -> None:
    assert [u.name for u in library.units] == ["云浦区", "石泠区", "墨川县"]
    assert library.unit("石泠区").place == "江岭省砚州市石泠区"


def test_the_newest_of_two_editions_answers(library: Library) -> None:
    editions = library.unit("墨川县").notices
    assert [n.published.value for n in editions if n.published] == ["2023-12-28", "2019-12-10"]
    assert library.unit("墨川县").notice is editions[0]


def test_the_order_of_ingest_does_not_choose_the_edition(library: Library) -> None:
    turned = Library(reversed(library.notices))
    assert turned.unit("墨川县").notice.id == library.unit("墨川县").notice.id


def test_aliases_regions_and_pinyin_lead_to_their_units(library: Library) -> None:
    for alias in ("云浦", "澜州云浦区", "澜州市云浦区", "江岭省澜州市云浦区"):
        assert library.aliases[alias] == ("云浦区",)
    assert library.regions["江岭"] == library.regions["江岭省"] == ("云浦区", "石泠区")
    assert library.regions["桐州市"] == ("墨川县",)
    assert library.pinyin["shiling"] == "石泠区"
    assert "jiangling" not in library.pinyin, "a province of two units names neither"


def test_aliases_are_tried_longest_first(library: Library) -> None:
    lengths = [len(a) for a in library.aliases]
    assert lengths == sorted(lengths, reverse=True)


def test_every_sentence_is_the_text_at_its_offsets(library: Library) -> None:
    for notice in library.notices:
        found = library.sentences(notice)
        assert found
        for s in found:
            assert s.text == notice.text[s.start : s.end]
            item = library.item(s)
            assert item.start <= s.start and s.end <= item.own_end


def test_every_figure_of_a_notice_stands_in_a_sentence(library: Library) -> None:
    for notice in library.notices:
        covered = {i for s in library.sentences(notice) for i in range(s.start, s.end)}
        body = {i for item in notice.items for i in range(item.body_start, item.own_end)}
        lost = [i for i in body - covered if notice.text[i].isdigit()]
        assert not lost


def test_a_sentence_knows_the_headings_above_it(library: Library) -> None:
    notice = library.unit("云浦区").notice
    said = next(s for s in library.sentences(notice) if "大班额37个" in s.text)
    assert "民生保障有差距" in said.context and "大班额问题突出" in said.context


def test_a_name_behind_a_post_is_known_with_its_unit(library: Library) -> None:
    assert library.people["罗维安"] == ("墨川县",)
