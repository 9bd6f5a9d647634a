"""Stories as an agency sends them: headlines and sentences with names and figures of their own."""

from __future__ import annotations

import random
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Topic:
    """``headlines`` are ways to say the same; a story takes one variant of each sentence, and ``pools`` fill both."""

    language: str
    headlines: tuple[str, ...]
    sentences: tuple[tuple[str, ...], ...]
    pools: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Story:
    """What happened: ``headlines`` and ``sentences`` are filled in, the first of each as the agency sent it."""

    language: str
    headlines: tuple[str, ...]
    sentences: tuple[str, ...]
    told: dict[str, str] = field(default_factory=dict)


def story(chance: random.Random, topic: Topic | None = None, choices: random.Random | None = None) -> Story:
    """A story of ``topic``, or of any. ``choices`` takes the variants of its sentences: two stories with the same ones
    differ in their names and figures alone."""
    topic = topic or chance.choice(TOPICS)
    choices = choices or chance
    told = _filled(chance, topic.pools)
    headlines = choices.sample(topic.headlines, len(topic.headlines))
    sentences = [choices.choice(variants) for variants in topic.sentences]
    return Story(
        topic.language,
        tuple(one.format(**told) for one in headlines),
        tuple(one.format(**told) for one in sentences),
        told,
    )


def other(chance: random.Random, topic: Topic, than: Story, choices: random.Random) -> Story:
    """A story of ``topic`` about others than ``than`` is about."""
    while True:
        made = story(chance, topic, random.Random(choices.random()))
        shared = sum(made.told[name] == than.told[name] for name in topic.pools)
        if shared <= len(topic.pools) // 3:
            return made


def _filled(chance: random.Random, pools: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """One of each pool; no two slots of a story are filled alike."""
    told: dict[str, str] = {}
    for name, pool in pools.items():
        if pool == NUMBERS:
            told[name] = str(chance.randint(2, 980))
        else:
            told[name] = chance.choice([one for one in pool if one not in told.values()])
    return told


def _pool(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split("،"))


NUMBERS = ("0",)
PEOPLE = _pool(
    "أحمد المنصوري، سامي عبد الرحمن، ليلى حداد، خالد الشمري، نادية بن يوسف، محمود الطيب، كريم العلوي، هدى"
    " القاسم، عمر الخطيب،"
    "ياسر الدوسري، رانيا منصور، طارق بنعلي، سعاد الهاشمي، فؤاد الأتاسي، جمال البنا، إيمان شاهين، وليد الزهراني،"
    " مريم الصباغ"
)
_COUNTRIES = _pool(
    "مصر، السعودية، الأردن، قطر، المغرب، الجزائر، تونس، العراق، لبنان، الكويت، عمان، السودان، اليمن، ليبيا،"
    " تركيا، فرنسا، إسبانيا"
)
_CITIES = _pool(
    "القاهرة، الرياض، عمّان، الدوحة، الرباط، وهران، صفاقس، البصرة، طرابلس، المنامة، مسقط، الخرطوم، عدن،"
    " إسطنبول، مرسيليا، جدة، أسيوط"
)
CLUBS = _pool(
    "الأهلي، الزمالك، سموحة، إنبي، الهلال، النصر، الاتحاد، الشباب، الوداد، الرجاء، الترجي، الصفاقسي، الوحدات،"
    " الفيصلي، السد، العين"
)
_COMPANIES = _pool(
    "أرامكو، اتصالات، زين، الراجحي، سابك، المراعي، أوراسكوم، طلعت مصطفى، إعمار، موبايلي، صافولا، حديد عز، القلعة، الدار"
)
_DAYS = _pool("السبت، الأحد، الاثنين، الثلاثاء، الأربعاء، الخميس، الجمعة")

MEETING = Topic(
    "ar",
    (
        "وزير خارجية {one} يبحث مع نظيره في {two} الأوضاع في {three}",
        "{one} و{two} تدعوان إلى خفض التصعيد في {three}",
        "مباحثات في {city} بين وزيري خارجية {one} و{two}",
        "{person} من {city}: لا حل عسكريا للأزمة في {three}",
        "اتفاق على لجنة مشتركة بين {one} و{two} بشأن {three}",
    ),
    (
        (
            "بحث وزير خارجية {one} {person} مع نظيره في {two} {other} خلال لقائهما في {city} مستجدات الأوضاع في"
            " {three} وسبل خفض"
            " التصعيد",
            "عقد {person} وزير خارجية {one} اليوم في {city} جلسة مباحثات مع {other} وزير خارجية {two} تناولت"
            " تطورات الملف في {three}",
        ),
        (
            "وقال {person} في مؤتمر صحفي عقب اللقاء إن بلاده تعمل مع شركائها من أجل تثبيت وقف إطلاق النار"
            " وإيصال المساعدات إلى {n}"
            " ألف نازح",
            "وأكد {person} أن الحل السياسي هو السبيل الوحيد لإنهاء معاناة {n} ألف شخص اضطروا إلى مغادرة منازلهم"
            " منذ بداية الأزمة",
        ),
        (
            "من جهته شدد {other} على ضرورة احترام القانون الدولي ومحاسبة المسؤولين عن استهداف المدنيين",
            "وأعرب {other} عن تقديره للجهود التي تبذلها {one} مع الأطراف كافة للتوصل إلى تسوية عادلة",
        ),
        (
            "واتفق الجانبان على تشكيل لجنة مشتركة تجتمع كل {m} أسابيع لمتابعة تنفيذ ما تم التوافق عليه في"
            " مجالات التجارة والطاقة",
            "ووقع الوزيران {m} مذكرات تفاهم في مجالات النقل والتعليم والطاقة المتجددة على هامش الزيارة",
        ),
        (
            "وتأتي الزيارة بعد أيام من اجتماع طارئ عقدته الجامعة العربية ودعت فيه إلى العودة إلى طاولة"
            " المفاوضات دون شروط مسبقة",
            "وهذه أول زيارة من نوعها يقوم بها مسؤول رفيع من {one} إلى {city} منذ {k} أعوام وفق مصادر دبلوماسية",
        ),
        (
            "ويبلغ حجم التبادل التجاري بين البلدين نحو {p} مليون دولار سنويا بحسب بيانات رسمية",
            "ومن المقرر أن يتوجه {person} بعد ذلك إلى {three} للقاء عدد من القيادات السياسية هناك",
        ),
    ),
    {"one": _COUNTRIES, "two": _COUNTRIES, "three": _COUNTRIES, "city": _CITIES, "person": PEOPLE, "other": PEOPLE}
    | dict.fromkeys("nmkp", NUMBERS),
)
QUAKE = Topic(
    "ar",
    (
        "زلزال بقوة {n} درجات يضرب {city} ويخلف {dead} قتيلا",
        "ارتفاع حصيلة ضحايا زلزال {one} إلى {dead} قتيلا",
        "فرق الإنقاذ تبحث عن ناجين تحت الأنقاض في {city}",
        "هزة أرضية عنيفة توقع عشرات الضحايا في {one}",
    ),
    (
        (
            "أعلنت السلطات في {one} مقتل {dead} شخصا على الأقل وإصابة {hurt} آخرين في زلزال ضرب مدينة {city} فجر {day}",
            "لقي {dead} شخصا مصرعهم وأصيب {hurt} بجروح عندما ضرب زلزال قوي محيط {city} في {one} في الساعات"
            " الأولى من صباح {day}",
        ),
        (
            "وقال المعهد الأمريكي للمسح الجيولوجي إن مركز الهزة التي بلغت قوتها {n} درجات كان على عمق {k} كيلومترا",
            "وحدد مركز الرصد الزلزالي بؤرة الهزة على بعد {k} كيلومترا من {city} وقدر قوتها بنحو {n} درجات على"
            " مقياس ريختر",
        ),
        (
            "وانهارت مئات المباني الطينية في القرى الجبلية وانقطع التيار الكهربائي عن معظم أحياء المدينة",
            "وأظهرت لقطات بثها التلفزيون الرسمي سكانا يفرون إلى الشوارع ومباني من عدة طوابق سويت بالأرض",
        ),
        (
            "وقال {person} مدير الدفاع المدني إن فرق الإنقاذ انتشلت حتى مساء {day} {m} شخصا أحياء من تحت الأنقاض",
            "وأوضح {person} المتحدث باسم وزارة الصحة أن {m} من المصابين في حالة حرجة وأن المستشفيات تحتاج إلى الدم",
        ),
        (
            "وأعلن رئيس الوزراء حالة الطوارئ في المنطقة وأمر بإرسال الجيش للمساعدة في نقل الجرحى وإقامة المخيمات",
            "وعرضت دول عدة بينها {two} إرسال فرق إغاثة ومستشفيات ميدانية إلى المناطق المنكوبة",
        ),
        (
            "وكانت المنطقة شهدت قبل {p} عاما زلزالا مدمرا أودى بحياة المئات",
            "وسجلت {p} هزات ارتدادية خلال الساعات التالية دفعت السكان إلى قضاء ليلتهم في العراء رغم البرد القارس",
        ),
    ),
    {"one": _COUNTRIES, "two": _COUNTRIES, "city": _CITIES, "person": PEOPLE, "day": _DAYS}
    | dict.fromkeys(("n", "dead", "hurt", "k", "m", "p"), NUMBERS),
)
_COMPANY = Topic(
    "ar",
    (
        "أرباح {firm} تقفز {n} بالمئة في الربع الثالث",
        "{firm} تربح {m} مليون ريال بدعم من نمو المبيعات",
        "مبيعات قياسية ترفع أرباح {firm} الفصلية",
        "{person}: {firm} تعتزم التوسع في {one} العام المقبل",
    ),
    (
        (
            "أعلنت شركة {firm} اليوم أن صافي أرباحها في الربع الثالث ارتفع {n} بالمئة على أساس سنوي إلى {m} مليون ريال",
            "قفز صافي ربح {firm} خلال الأشهر الثلاثة المنتهية في سبتمبر إلى {m} مليون ريال بزيادة نسبتها {n}"
            " بالمئة عن الفترة نفسها من العام الماضي",
        ),
        (
            "وعزت الشركة في إفصاح للبورصة هذا النمو إلى ارتفاع المبيعات وتراجع تكاليف التمويل والمصروفات الإدارية",
            "وأرجعت {firm} الزيادة في بيان إلى تحسن هوامش الربح ونمو أعمالها خارج السوق المحلية وخصوصا في {one}",
        ),
        (
            "وبلغت الإيرادات {k} مليون ريال مقابل {p} مليونا قبل عام متجاوزة متوسط توقعات المحللين",
            "وصعدت الإيرادات بين يوليو وسبتمبر إلى {k} مليون ريال وهو أعلى مستوى فصلي منذ {p} أشهر",
        ),
        (
            "وقال الرئيس التنفيذي {person} إن الشركة تعتزم افتتاح {q} فرعا جديدا في {one} و{two} قبل نهاية"
            " العام المقبل",
            "وذكر {person} الرئيس التنفيذي في مكالمة مع المحللين أن خطة الإنفاق الرأسمالي للعام المقبل ستبلغ"
            " {q} مليون ريال",
        ),
        (
            "وأوصى مجلس الإدارة بتوزيع أرباح نقدية على المساهمين بواقع {d} هللة للسهم",
            "وأغلق سهم {firm} مرتفعا {d} نقطة في جلسة {day} وسط تعاملات نشطة",
        ),
    ),
    {"firm": _COMPANIES, "person": PEOPLE, "one": _COUNTRIES, "two": _COUNTRIES, "day": _DAYS}
    | dict.fromkeys("nmkpqd", NUMBERS),
)
MATCH = Topic(
    "ar",
    (
        "{club} يتغلب على {rival} {n}-{m} في الدوري",
        "{club} يواصل انتصاراته بالفوز على {rival}",
        "{person} يقود {club} للفوز على {rival}",
        "ثنائية {person} تمنح {club} ثلاث نقاط ثمينة أمام {rival}",
    ),
    (
        (
            "فاز فريق {club} على ضيفه {rival} بنتيجة {n}-{m} في المباراة التي أقيمت بينهما مساء اليوم ضمن"
            " منافسات الجولة العاشرة من الدوري",
            "حقق {club} فوزا ثمينا على حساب {rival} {n}-{m} في اللقاء الذي جمعهما مساء اليوم في إطار الجولة"
            " العاشرة من بطولة الدوري",
        ),
        (
            "وسجل {person} الهدف الأول في الدقيقة {k} بعد تمريرة من {other} قبل أن يضيف الثاني من ركلة جزاء",
            "وافتتح {person} التسجيل في الدقيقة {k} بتسديدة قوية من خارج منطقة الجزاء لم يتمكن الحارس من صدها",
        ),
        (
            "وحاول {rival} العودة في الشوط الثاني وأهدر مهاجمه {third} فرصتين أمام المرمى",
            "وأجرى مدرب {rival} ثلاثة تغييرات دفعة واحدة مع بداية الشوط الثاني لكن دفاع {club} صمد حتى النهاية",
        ),
        (
            "ورفع {club} رصيده إلى {p} نقطة في المركز الثاني بينما توقف رصيد {rival} عند {q} نقطة",
            "وبهذه النتيجة صعد {club} إلى المركز الثالث برصيد {p} نقطة وتراجع {rival} إلى المركز العاشر وله {q} نقطة",
        ),
        (
            "وقال مدرب {club} بعد المباراة إن اللاعبين نفذوا التعليمات وإن المشوار لا يزال طويلا",
            "ويلتقي {club} في الجولة المقبلة مع {next} على ملعبه بينما يحل {rival} ضيفا على منافس آخر",
        ),
    ),
    {"club": CLUBS, "rival": CLUBS, "next": CLUBS, "person": PEOPLE, "other": PEOPLE, "third": PEOPLE}
    | dict.fromkeys("nmkpq", NUMBERS),
)
COURT = Topic(
    "ar",
    (
        "السجن {n} عاما لـ{person} في قضية فساد في {one}",
        "محكمة في {city} تدين {person} بتلقي رشاوى",
        "القضاء في {one} يصدر حكمه على المسؤول السابق {person}",
        "إدانة {person} بغسل الأموال وتغريمه {m} مليون دولار",
    ),
    (
        (
            "قضت محكمة الجنايات في {city} {day} بسجن المسؤول السابق {person} {n} عاما بعد إدانته بتلقي رشاوى"
            " وغسل أموال",
            "أصدر القضاء في {one} {day} حكما بالسجن {n} عاما على {person} الوزير السابق في واحدة من أكبر قضايا الفساد",
        ),
        (
            "وألزمت المحكمة المتهم برد {m} مليون دولار إلى خزينة الدولة ومنعته من تولي أي منصب عام",
            "كما تضمن الحكم غرامة قدرها {m} مليون دولار ومصادرة عقارات يملكها في {city}",
        ),
        (
            "ونفى {person} خلال الجلسات التهم الموجهة إليه ووصفها بأنها ذات دوافع سياسية",
            "وقال محامي الدفاع {other} إن موكله سيستأنف الحكم أمام المحكمة العليا خلال {k} يوما",
        ),
        (
            "وبدأت القضية عندما كشفت هيئة الرقابة تحويلات مشبوهة إلى حسابات مصرفية في الخارج تخص {p} شركات",
            "واستمعت المحكمة على مدى {p} جلسات إلى شهود بينهم مديرون سابقون في شركات المقاولات",
        ),
        (
            "وبرأت المحكمة اثنين من المتهمين لعدم كفاية الأدلة وقضت بحبس ثالث مع وقف التنفيذ",
            "ورحبت منظمات محلية لمكافحة الفساد بالحكم وطالبت باستعادة الأموال المنهوبة",
        ),
    ),
    {"person": PEOPLE, "other": PEOPLE, "one": _COUNTRIES, "city": _CITIES, "day": _DAYS}
    | dict.fromkeys("nmkp", NUMBERS),
)
_ENGLISH = Topic(
    "en",
    (
        "Flooding in {place} leaves {n} dead as rescue continues",
        "{n} killed after dam bursts near {place}",
        "Thousands flee homes in {place} after heaviest rain in {k} years",
        "{person} declares emergency over {place} floods",
    ),
    (
        (
            "At least {n} people have died and {m} are missing after days of torrential rain burst a dam above {place}",
            "Rescue teams in {place} searched on {day} for {m} people missing in floods that have killed {n} so far",
        ),
        (
            "Governor {person} declared a state of emergency and asked the army to help evacuate {p} low-lying"
            " districts",
            "Regional leader {person} said roads to {p} villages had been cut off and food was dropped from"
            " helicopters",
        ),
        (
            "Meteorologists said {k} centimetres of rain had fallen over {place} since Sunday, the most recorded there",
            "The weather service warned that the {river} would go on rising until {day} and told people to stay away",
        ),
        (
            "Residents of {town} spent the night on rooftops, calling for help with torches and phones, {other}"
            " told reporters",
            "Schools and sports halls in {town} were turned into shelters for {q} families who lost everything"
            " they had",
        ),
        (
            "Opposition politicians accused {person} of ignoring engineers who had warned of cracks in the dam"
            " in spring",
            "An inquiry led by judge {other} will look into why sirens in {town} failed to sound when the wall"
            " gave way",
        ),
    ),
    {
        "place": (
            "Valderra",
            "Northmere",
            "Castagno",
            "Brevik",
            "Halloway",
            "Ostrana",
            "Merrowdale",
            "Quintero",
            "Lisdoon",
            "Tavira",
        ),
        "town": (
            "Aldgrove",
            "Penwick",
            "Solberg",
            "Marchetti",
            "Dunmore",
            "Karesh",
            "Fontaine",
            "Ridley",
            "Osmund",
            "Velez",
        ),
        "river": ("Arno", "Severne", "Tolva", "Maddox", "Ibera", "Lenne", "Corvo", "Wester"),
        "person": ("Anna Keller", "Tom Brandreth", "Maria Ocampo", "Jon Vestergaard", "Ruth Adeyemi", "Luis Prado"),
        "other": ("Ida Falk", "Peter Nwosu", "Clara Moreau", "Sam Whitlock", "Nina Petrova", "Hugo Lindqvist"),
        "day": ("Monday", "Tuesday", "Wednesday", "Thursday"),
    }
    | dict.fromkeys("nmkpq", NUMBERS),
)
_PERSIAN = Topic(
    "fa",
    (
        "آتش‌سوزی در بازار {city} {n} کشته بر جای گذاشت",
        "جان‌باختن {n} نفر در حریق مرکز تجاری {city}",
        "{person} از علت آتش‌سوزی {city} گفت",
    ),
    (
        (
            "در پی آتش‌سوزی گسترده در یک مرکز تجاری در {city} دست‌کم {n} نفر جان خود را از دست دادند و {m} نفر"
            " مصدوم شدند",
            "مقام‌های محلی {city} می‌گویند شمار قربانیان آتش‌سوزی بازار این شهر به {n} نفر رسیده و {m} نفر در"
            " بیمارستان بستری هستند",
        ),
        (
            "{person} رئیس سازمان آتش‌نشانی گفت که {k} دستگاه خودرو برای مهار شعله‌ها به خیابان {street} اعزام شد",
            "به گفته {person} سخنگوی اورژانس {k} تن از مصدومان دچار سوختگی شدید و دودگرفتگی شده‌اند",
        ),
        (
            "{other} از شاهدان عینی گفت که درهای خروج اضطراری بسته بود و مردم ناچار شدند شیشه‌ها را بشکنند",
            "تصاویر منتشر شده در شبکه‌های اجتماعی نشان می‌دهد که دود غلیظ سراسر محله {street} را فرا گرفته است",
        ),
        (
            "دادستان {city} دستور داد علت حادثه بررسی شود و مالک ساختمان {p} طبقه بازداشت شد",
            "استاندار {other} سه روز عزای عمومی اعلام کرد و از پرداخت {p} میلیون تومان به هر خانواده خبر داد",
        ),
        (
            "این مرکز تجاری در خیابان {street} بیش از {q} واحد صنفی داشت و بارها درباره ایمنی آن هشدار داده شده بود",
            "شورای شهر {city} می‌گوید {q} ساختمان ناایمن دیگر شناسایی شده و باید تا پایان سال تخلیه شود",
        ),
    ),
    {
        "city": _pool("اصفهان، شیراز، تبریز، مشهد، اهواز، رشت، کرمان، یزد، قزوین، ساری"),
        "street": _pool("چهارباغ، زند، فردوسی، احمدآباد، نادری، مطهری، شریعتی، امام، سپه، قارن"),
        "person": _pool("رضا کریمی، نرگس احمدی، حسین رضایی، علی موسوی، سارا نوری، مهدی صادقی"),
        "other": _pool("بهرام تهرانی، لیلا جعفری، کاوه زمانی، پریسا رستمی، امیر بهادری، شیدا وکیلی"),
    }
    | dict.fromkeys("nmkpq", NUMBERS),
)

TOPICS = (MEETING, QUAKE, _COMPANY, MATCH, COURT, _ENGLISH, _PERSIAN)
