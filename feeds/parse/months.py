"""Names of months and zones as feeds write them, folded to lower case."""

from __future__ import annotations

from collections.abc import Iterator

_ENGLISH = "january february march april may june july august september october november december"
_LISTS = (
    _ENGLISH,
    # French, in which pubDates of the Maghreb are written.
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv fevrier mars avr mai juin juil aout sept oct nov decembre",
    # Egypt, the Gulf and Sudan, with the spellings that hamza brings.
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "يناير فبراير مارس ابريل مايو يونيه يوليه اغسطس سبتمبر اكتوبر نوفمبر ديسمبر",
    "يناير فبراير مارس إبريل ماي يونيو يوليو أغشت شتمبر أكتوبر نوفمبر دجمبر",
    # The Levant and Iraq: names of two words are written with a joiner by `parse_date`.
    "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
    "كانون_ثاني شباط اذار نيسان ايار حزيران تموز اب ايلول تشرين_الاول تشرين_ثاني كانون_الاول",
    # Tunisia and Algeria, then Morocco.
    "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
    "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر",
    # Persian, Urdu and Sorani Kurdish names of the Gregorian months.
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    "کانوونی_دووەم شوبات ئازار نیسان ئایار حوزەیران تەمموز ئاب ئەیلوول تشرینی_یەکەم تشرینی_دووەم کانوونی_یەکەم",
)


def _names() -> Iterator[tuple[str, int]]:
    for line in _LISTS:
        for number, name in enumerate(line.split(), 1):
            yield name, number
    for number, name in enumerate(_ENGLISH.split(), 1):
        yield name[:3], number
        yield name[:4], number


MONTHS: dict[str, int] = dict(_names())
"""1 to 12 by name."""

ZONES: dict[str, int] = {
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0,
    "west": 60, "bst": 60, "cet": 60, "met": 60, "a": -60, "n": 60,
    "cest": 120, "mest": 120, "eet": 120, "sast": 120, "cat": 120,
    "eest": 180, "msk": 180, "trt": 180, "eat": 180,
    "irst": 210, "gst": 240, "irdt": 270, "pkt": 300,
    "hkt": 480, "sgt": 480, "awst": 480, "jst": 540, "kst": 540, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
    "nst": -210, "ndt": -150, "art": -180, "brt": -180,
    "ast": -240, "adt": -180, "at": -240, "est": -300, "edt": -240, "et": -300, "cst": -360, "cdt": -300, "ct": -360,
    "mst": -420, "mdt": -360, "mt": -420, "pst": -480, "pdt": -420, "pt": -480, "akst": -540, "akdt": -480, "hst": -600,
    "m": -720, "y": 720,
}  # fmt: skip
"""Minutes east of UTC (RFC 822, 5.1, and what is written beside it)."""
