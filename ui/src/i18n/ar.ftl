# الإطار
skip = انتقل إلى المحتوى
navigation = التنقل الرئيسي
nav-today = اليوم
nav-places = الأماكن
nav-visits = الزيارات
nav-capture = التدوين
nav-more = المزيد
nav-merge = مكتب الدمج
nav-team = الفريق والتبادل
nav-settings = الإعدادات
search = بحث
search-label = كلمات أو أسماء أو شاشة أو إجراء
search-results = النتائج
search-none = لا شيء على هذا الجهاز.
# A field that a long list is searched from
chooser-count =
    { $count ->
        [zero] لا خيارات
        [one] خيار واحد
        [two] خياران
        [few] { $count } خيارات
       *[other] { $count } خياراً
    }
chooser-more = أول { $shown } من { $count }. اكتب المزيد من الاسم لتجد البقية.
chooser-none = لا شيء بهذا الاسم.
show-more = عرض المزيد ({ $count })
lock = قفل
lock-now = اقفل الآن
back = رجوع
next = التالي
previous = السابق
add = أضف
save = حفظ
edit = تعديل
close = إغلاق
cancel = إلغاء
done = تم
undo = تراجع
clipboard-off = النسخ معطّل هنا: تستطيع برامج أخرى قراءة الحافظة.
retry = حاول مجدداً
loading = جارٍ التحميل…
browse = تصفّح…
reveal = أظهر ما يُكتب
language = اللغة
tools = أدوات
day = اليوم
saved-at = حُفظ على هذا الجهاز { $time }
saved-each-letter = يُحفظ كل حرف أثناء الكتابة
# القفل والتشغيل الأول
lock-title = مقفل
passphrase = عبارة المرور
passphrase-new = عبارة مرور جديدة
passphrase-again = عبارة المرور نفسها مرة أخرى
passphrase-old = عبارة المرور الحالية
passphrase-change = غيّر عبارة المرور
passphrase-changed = تغيّرت عبارة المرور.
passphrase-choose = اختر عبارة مرور
passphrase-advice = تفتح كل ما دُوّن على هذا الجهاز. لا أحد يستطيع إعادة تعيينها لك. ست كلمات عادية قوية وسهلة التذكر.
passphrase-suggest = اقترح ست كلمات
open = افتح
opening = جارٍ الفتح…
forgotten = نسيت عبارة المرور
recovery-words = كلمات الاستعادة الأربع والعشرون
recovery-hint = بترتيبها، وبينها مسافة.
wait-seconds =
    { $seconds ->
        [one] انتظر ثانية واحدة قبل المحاولة التالية.
        [two] انتظر ثانيتين قبل المحاولة التالية.
        [few] انتظر { $seconds } ثوانٍ قبل المحاولة التالية.
       *[other] انتظر { $seconds } ثانية قبل المحاولة التالية.
    }
step-of = { $step } من { $steps }
first-0-title = ما هو محمي
first-0-text = كل ما تدوّنه يبقى على هذا الجهاز مشفّراً. من دون عبارة المرور لا يستطيع أحد قراءته: لا الأسماء ولا الأماكن ولا مقدار ما فيه. لا يُرسل شيء إلى أي مكان ما لم تصنع ملفاً لفريقك.
first-1-title = ما ليس محمياً
first-1-text = لا يستطيع التطبيق أن يساعد وهو مفتوح ومن ينظر من فوق كتفك، ولا إذا جرى العبث بالجهاز نفسه. وهو لا يخفي أنه مثبت. لا تكتب أبداً اسماً حقيقياً في محضر.
first-2-title = سرّان عليك حفظهما
first-2-text = ستختار عبارة مرور وتكتب 24 كلمة استعادة. احفظ الكلمات على ورق بعيداً عن هذا الجهاز حيث تحفظ مؤسستك مفاتيحها. من دونهما معاً يضيع ما دُوّن هنا إلى الأبد.
strength = قوة عبارة المرور
strength-0 = سهلة التخمين جداً
strength-1 = سهلة التخمين
strength-2 = ما زالت سهلة التخمين
strength-3 = جيدة
strength-4 = جيدة جداً
vault-make = أنشئ الخزنة
vault-making = جارٍ إنشاء الخزنة…
recovery-title = اكتب هذه الكلمات
recovery-text = على ورق وبهذا الترتيب. لا تُعرض إلا الآن. من يملكها يستطيع فتح الخزنة.
recovery-written = كتبتها
recovery-check = أي كلمات كتبت؟
recovery-word = الكلمة رقم { $position }
recovery-show-again = أظهر الكلمات مجدداً
start-title = خزنتك جاهزة
start-text = أسّس فريقاً أو انضم إلى فريق، أو تجوّل أولاً في بيانات خيالية.
start-team = أسّس فريقاً أو انضم إليه
start-sample = استكشف بيانات خيالية
# عدة هيئات أو فرق على جهاز واحد، ولكل منها خزنة
vault-numbered = الخزنة { $number }
vaults = عدة هيئات أو فرق
vaults-about = من يعمل لهيئة أخرى أو لعدة فرق في مناطق مختلفة يحفظ كلاً منها في خزنة خاصة بها، لها عبارة مرورها وكلمات استعادتها. لا ينتقل شيء من خزنة إلى أخرى.
vaults-other = خزنات أخرى على هذا الجهاز
vaults-switch-about = اختيار خزنة أخرى يقفل هذه.
vault-here = المفتوحة الآن:
vault-name = اسم هذه الخزنة
vault-name-hint = يساعدك على الاختيار بين الخزنات. إن تُرك فارغاً فهو رقم.
vault-name-open = يمكن لكل من يمسك بالجهاز أن يقرأ هذا الاسم من دون عبارة مرور. لا تذكر فيه الهيئة ولا مكاناً ولا شخصاً إن كان في ذلك كشف لما لا ينبغي كشفه.
vault-name-taken = خزنة أخرى على هذا الجهاز تحمل هذا الاسم.
vault-name-long = { $count } حرفاً على الأكثر من فضلك.
vault-rename = احفظ الاسم
vault-renamed = حُفظ الاسم.
vault-another = أضف هيئة أو فريقاً آخر
vault-another-about = ستكون لها خزنة خاصة بها. تبقى الأخرى كما هي، مقفلة.
vault-not-now = ليس الآن: عُد إلى { $name }
# العيّنة
sample-loading = جارٍ إعداد العيّنة…
sample-notice = أنت في مساحة العيّنة. البلد والأماكن والأشخاص خياليون. تُزال من الإعدادات.
sample-drop = أزل العيّنة
sample-drop-text = يزيل هذا الفريق الخيالي وكل ما صُنع فيه، ومنه ما أضفته أنت. لا يمكن التراجع.
sample-dropped = أُزيلت العيّنة.
# اليوم
today-next = الزيارة القادمة
today-running = جارية
today-no-team = ابدأ بفريق
today-no-team-text = السجلات ملك لفريق، ولو كان من شخص واحد. أسّس فريقك أو انضم إلى آخر أو استكشف أولاً بلداً خيالياً.
today-conflicts = اختلافات مفتوحة
today-only-here = تغييرات على هذا الجهاز فقط
today-quarantined = مواد في الحجر
today-places = أماكن في السجل
today-open-visits = زيارات لم تُغلق
today-plan-first = خطط لزيارتك الأولى
today-plan-first-text = اختر مكاناً من السجل أو أضف واحداً.
asked = يسألك رئيس الفريق
asked-again = أعد النظر في هذا من فضلك.
asked-open = افتح الحقل
asked-answer = أجب بكلمات
asked-your-answer = إجابتك
asked-send = أجب
asked-answered = تصل إجابتك إلى رئيس الفريق مع الحزمة القادمة.
needs-decision = بحاجة إلى قرار
export-hint = اكتب حزمة
visit-open = افتح الزيارة
visit-back = العودة إلى الزيارة
place-back = العودة إلى المكان
finding-back = العودة إلى الاستنتاج
capture-go = دوّن في الموقع
# أعداد
count-answers =
    { $count ->
        [zero] لا إجابات
        [one] إجابة واحدة
        [two] إجابتان
        [few] { $count } إجابات
       *[other] { $count } إجابة
    }
count-interviews =
    { $count ->
        [zero] لا مقابلات
        [one] مقابلة واحدة
        [two] مقابلتان
        [few] { $count } مقابلات
       *[other] { $count } مقابلة
    }
count-conflicts =
    { $count ->
        [zero] لا اختلاف مفتوح
        [one] اختلاف واحد مفتوح
        [two] اختلافان مفتوحان
        [few] { $count } اختلافات مفتوحة
       *[other] { $count } اختلافاً مفتوحاً
    }
count-items =
    { $count ->
        [zero] لا بنود
        [one] بند واحد
        [two] بندان
        [few] { $count } بنود
       *[other] { $count } بنداً
    }
count-places =
    { $count ->
        [zero] لا أماكن
        [one] مكان واحد
        [two] مكانان
        [few] { $count } أماكن
       *[other] { $count } مكاناً
    }
count-minutes =
    { $count ->
        [one] دقيقة واحدة
        [two] دقيقتان
        [few] { $count } دقائق
       *[other] { $count } دقيقة
    }
# الأماكن
place-add = أضف مكاناً
place-name = الاسم
place-type = نوع المكان
place-authority = السلطة المسؤولة
place-region = المنطقة
place-address = العنوان
place-capacity = السعة الرسمية
place-occupancy = عدد المحتجزين
place-suspected = مشتبه به
place-suspected-long = مكان مشتبه به أو غير رسمي
place-visits = الزيارات
places-empty = لا أماكن بعد
places-empty-text = يضم السجل كل مكان يجوز لمؤسستك زيارته.
all-types = كل الأنواع
filter-name = ابحث بالاسم
over-capacity = محتجزون { $held }، والسعة { $capacity }
last-visit = آخر زيارة { $day }
never-visited = لم يُزر بعد
facts = الوقائع
not-known = غير معروف
# الزيارات
visit-plan = خطط لزيارة
visit-readers-about = يقرؤها دائمًا من بدأها والقادة، وهي لغيرهم كأنها غير موجودة. ولا يقرأ مقابلاتها ولا ما يُوصى به بسببها أحد غير هؤلاء.
visit-readers-closed = هذه الزيارة مختومة لغيرك الآن: ترى ما كان يحق لك قراءته، ولا شيء أحدث منه.
visit-readers-apart = في الوفد ولا يحق لهم قراءة الزيارة: { $names }
visit-kind = نوع الزيارة
starts-on = اليوم الأول
ends-on = اليوم الأخير
announced-long = أُعلنت للسلطة
objectives = الأهداف
checklists = قوائم التحقق
visit-edit = تعديل الزيارة
facts-in-conflict = يختلف المفتشون في وقائع هذه الزيارة. ما تكتبه يبقى إلى جانب ما كتبوه إلى أن يقرر رئيس الفريق.
meanwhile = غيّر زميل هذا أثناء كتابتك. الحفظ يسجّل ما كتبته أنت.
meanwhile-take = خذ ما كتبه الزميل
checklist-answers-stay = الإجابات المعطاة تبقى في السجل.
visits-empty = لا زيارات بعد
visits-empty-text = تبدأ الزيارة من مكان في السجل.
visits-open = مفتوحة
visits-closed = مغلقة
phases = مراحل الزيارة
visits-called-off = ملغاة
visit-called-off = ملغاة
visit-called-off-text = تبقى الزيارة الملغاة في السجل، ولا تشغل مكانًا في البرنامج، ولا تُحسب زيارة أُجريت.
visit-called-off-begun = ألغى أحدهم هذه الزيارة. لكنها بدأت رغم ذلك، وتُحسب زيارة أُجريت.
visit-call-off = إلغاء الزيارة
visit-call-off-why = سبب عدم إجرائها
visit-call-on = ستُجرى رغم ذلك
phase-move = انتقل إلى: { $phase }
phase-conflicts-title = ما زالت هناك اختلافات مفتوحة
phase-conflicts-text =
    { $count ->
        [one] اختلاف واحد بين المفتشين بلا قرار. سيذكره التقرير.
        [two] اختلافان بين المفتشين بلا قرار. سيذكرهما التقرير.
        [few] { $count } اختلافات بين المفتشين بلا قرار. سيذكرها التقرير.
       *[other] { $count } اختلافاً بين المفتشين بلا قرار. سيذكرها التقرير.
    }
phase-anyway = أغلق وهي مفتوحة
unreadable =
    { $count ->
        [one] حقل واحد كتبه إصدار أحدث، وقد أُبقي كما هو:
        [two] حقلان كتبهما إصدار أحدث، وقد أُبقيا كما هما:
        [few] { $count } حقول كتبها إصدار أحدث، وقد أُبقيت كما هي:
       *[other] { $count } حقلاً كتبها إصدار أحدث، وقد أُبقيت كما هي:
    }
answered-of = أُجيب عن { $answered } من { $items }
coverage = التغطية
coverage-table = الأقسام بحسب الموضوع
coverage-empty = لم يُدوَّن شيء بعد في أي قسم.
whole-place = المكان كله
area-add = أضف قسماً
area-rename = تغيير اسم { $name }
area-rename-title = تغيير اسم قسم
area-drop = حذف { $name }
area-dropped = حُذف القسم.
area-in-register = في سجل الأماكن:
units-suggested = وحدات سجل الأماكن، لإضافتها أقساماً
areas-covered = الأقسام المشمولة
observation-add = أضف ملاحظة
observation-text = ما شوهد أو قيس أو قُرئ
observations-empty = لا ملاحظات بعد.
theme = الموضوع
theme-none = بلا موضوع
source = المصدر
flag = تنبيه
flag-long = يحتاج إلى عناية
flagged = يحتاج إلى عناية
seen = شوهد
seat-give = أسند مقعداً
seat-change = تغيير مقعد
seat-edit = تغيير مقعد { $name }
seat-drop = إخراج { $name } من الوفد
seat-gone = لم يعد ضمن الوفد
area-gone = لم تعد ضمن الزيارة
seat-dropped = لم يعد { $name } في الوفد.
associate-mark = بلا جهاز
associate-erased = شخص مُحيت بياناته
member = العضو
# التدوين
capture-choose = في أي زيارة تدوّن؟
capture-none = لا زيارة في الموقع
capture-of = تدوين في { $place }
capture-no-list = لم تُختر قائمة تحقق لهذه الزيارة.
questions = الأسئلة
question-of = { $number } من { $total }
answered = أُجيب
answered-by-you = إجابتك، { $time }
answer-saved = حُفظت الإجابة.
answer-save = احفظ الإجابة
answer-conflict = يختلف المفتشون هنا
choose-all = اختر كل ما ينطبق
cell-length = الطول (م)
cell-width = العرض (م)
cell-height = الارتفاع (م)
cell-sanitary = الملحق الصحي (م²)
cell-persons = عدد من فيها
solitary-from = اليوم الأول
solitary-to = اليوم الأخير إن انتهى
solitary-hours = ساعات العزلة يومياً
# المقابلات
interview-start = ابدأ مقابلة
interview-begin = ابدأ المقابلة
interview-note = المحضر
interview-frame = عن المقابلة
interview-situation = الظروف والحالة
interview-language = لغة المقابلة
interviews-empty = لا مقابلات بعد.
interviewee = مع من نتحدث
pseudonym = الاسم المستعار
pseudonym-hint = اتركه فارغاً ليُصنع اسم مثل "Blue-17". لا تكتب اسماً حقيقياً أبداً.
consent-say = قل، أو دعه يقرأ
consent-script = نحن مستقلون عن هذا المكان. الحديث معنا خيارك؛ يمكنك التوقف في أي وقت وسحب ما قلته. لا نخبر الموظفين بما تقول. لا نكتب أسماء. إذا أزعجك أحد لأنك تحدثت إلينا، نريد أن نعرف.
consent-asked = على ماذا يوافق
consent-needed = لا تبدأ مقابلة بلا موافقة على الحديث.
consent-notes-needed = لا تدوين بلا موافقة على التدوين.
consent-words-needed = لا تُكتب هنا كلمات بلا موافقة على التدوين.
consents = الموافقة
consent-answer-given = نعم
consent-answer-refused = لا
consent-answer-later = لاحقاً
withdraw = سحب
withdraw-title = سحب: { $use }
withdrawn-what = ما يغيّره على هذا الجهاز
withdrawn-what-now = ما غيّره على هذا الجهاز
withdrawn-where = أين يسري
withdrawn-reached = من وصله هذا
withdrawn-hidden = سحب الشخص موافقته. ما قيل مخفيّ هنا، ولا يظهر في البحث ولا في أي تقرير.
withdrawn-limits = الكلمات تُخفى ولا تُمحى من السجل المعمّى. التقارير التي سُلّمت والأوراق المطبوعة لا تتغير.
withdrawn-note =
    { $count ->
        [one] الملاحظة، كلمة واحدة
        [two] الملاحظة، كلمتان
        [few] الملاحظة، { $count } كلمات
       *[other] الملاحظة، { $count } كلمة
    }
withdrawn-draft =
    { $count ->
        [one] نص لم يُحفظ بعد، كلمة واحدة
        [two] نص لم يُحفظ بعد، كلمتان
        [few] نص لم يُحفظ بعد، { $count } كلمات
       *[other] نص لم يُحفظ بعد، { $count } كلمة
    }
withdrawn-statement =
    { $count ->
        [one] إفادة، كلمة واحدة
        [two] إفادة، كلمتان
        [few] إفادة، { $count } كلمات
       *[other] إفادة، { $count } كلمة
    }
withdrawn-reprisal =
    { $count ->
        [one] قيد الأعمال الانتقامية للشخص نفسه، كلمة واحدة
        [two] قيد الأعمال الانتقامية للشخص نفسه، كلمتان
        [few] قيد الأعمال الانتقامية للشخص نفسه، { $count } كلمات
       *[other] قيد الأعمال الانتقامية للشخص نفسه، { $count } كلمة
    }
withdrawn-report = تقرير موجّه إلى: { $audience }
withdrawn-finding = استنتاج يستند إليها
withdrawn-identity = الاسم المختوم
withdrawn-risk = المخاطر بنعم أو لا، وما فُعل بشأنها
effect-hidden = تُخفى
effect-erased = يُمحى
effect-left-out = لا ترد من الآن
effect-unsupported = يفقد هذا الدليل
effect-untriangulated = لم تعد تدعمه مصادر مختلفة
effect-not-permitted = لم يعد مسموحاً
effect-stays = تبقى لحماية الشخص
reached-here = هنا، فوراً
reached-done = وصله
reached-pending = بانتظار الوصول
reached-without = لم تكن عنده
reached-unheard = غير معروف
statement-withdraw = سحب الإفادة
statement-withdrawn = سحبها الشخص
statement-restore = سُحبت خطأً
hide-now = أخفِ الآن
at-risk = معرّض للخطر
name-shared = تحمل مقابلتان في هذه الزيارة اسماً مستعاراً واحداً: افتح إحداهما وأعطها اسماً آخر.
name-shared-short = اسم مكرر
name-other = اسم مستعار آخر
name-give = أعطها هذا الاسم
panel-failed = تعذّر عرض هذا الجزء. ما سُجّل سليم.
at-risk-strip = سُجّل خطر على هذا الشخص. يتابعه رئيس الفريق.
statements = الأقوال
statements-empty = لا أقوال بعد.
statement-add = دوّن قولاً
statement-text = ما قيل
verbatim = بنصّه
verbatim-long = بنصّه لا ملخصاً
first-hand = عاشه
first-hand-long = عاشه الشخص ولم يسمع به
second-hand = سمعه من آخرين
allegation = ادعاء
allegation-long = ادعاء بسوء معاملة
degree = توافق الآثار مع ما قيل
protection = الخطر والحماية
risk-reprisal-risk = أعمال انتقامية
risk-self-harm = إيذاء النفس
risk-minor = دون الثامنة عشرة
risk-urgent-medical = حاجة طبية عاجلة
identity = الهوية الحقيقية
identity-about = تُحفظ على هذا الجهاز وحده وبمفتاح خاص بها. لا تنتقل أبداً مع السجل.
identity-name = الاسم الحقيقي وطريقة الوصول إليه
identity-seal = اختم
identity-open = افتح الاسم المختوم
identity-close = أغلقه
identity-withdrawn = سحب الشخص موافقته على الحديث. الاسم المختوم مخفيّ ولا يمكن فتحه.
# النتائج
findings-about = النتيجة ما يخلص إليه الفريق استناداً إلى ما رآه وقرأه وسمعه.
findings-open = افتح النتائج
findings-empty = لا نتائج بعد
# Findings of all visits
nav-findings = الاستنتاجات
findings-across = ما خُلص إليه في كل الزيارات، الأحدث أولاً.
count-findings =
    { $count ->
        [zero] لا استنتاجات
        [one] استنتاج واحد
        [two] استنتاجان
        [few] { $count } استنتاجات
        [many] { $count } استنتاجاً
       *[other] { $count } استنتاج
    }
filter-words = البحث بالكلمات
standard = المعيار
all-standards = كل المعايير
all-severities = كل درجات الخطورة
severity-unweighed = لم تُقدَّر بعد
finding-answered = التوصية
finding-answered-any = بتوصية ومن غيرها
finding-answered-yes = بتوصية
finding-answered-no = بلا توصية
nav-reprisals = الأعمال الانتقامية
onsite = في المكان وفي المساء
access-waiting = ننتظر الوصول
access-start = ننتظر الوصول
access-start-short = انتظار
access-start-another = ننتظر هذا أيضًا
access-waits = ما ننتظره
access-let-in = سُمح لنا
access-given = أُعطي لنا
access-in-part = جزئيًا
access-refused = رُفض
access-add = دوّن طلبًا
access-change = غيّر طلبًا
access-empty = لم يُطلب شيء بعد
access-empty-text = اضغط «ننتظر الوصول» عندما يجعلك أحد تنتظر. تعمل الساعة في السجل حتى عندما يكون الجهاز مقفلًا أو مطفأً.
access-what = التفاصيل
access-what-hint = أي جناح أو سجل أو شخص، برمز؛ بلا أسماء.
access-wait-for = ما يُنتظر
access-asked-at = وقت الطلب
access-answered-at = وقت الجواب
access-by-hand = الدقائق، محسوبة يدويًا
access-by-function = من قرر
access-by-function-hint = وظيفة، مثل «الضابط المناوب»؛ لا اسم أبدًا.
access-reason = ما قالوه
access-ground = المبرر المذكور
access-ground-hint = ما قالوا إن الرفض أو الانتظار يستند إليه، بحسب صنفه؛ أما كلماتهم نفسها فتُكتب في السبب.
access-ground-note = دوّن المبرر
grounds-known = مبررات المادة 14(2)
grounds-others = مبررات أخرى
ground-known = تعرف المادة 14(2) هذا المبرر: قد يؤجل زيارة إلى هذا المكان لفترة، لا أكثر.
ground-unknown = لا تعرف المادة 14(2) هذا المبرر.
grounds-known-here = مبررات ترد في تعريف الهيئة
ground-known-here = يرد هذا المبرر في تعريف الهيئة: يجوز الاعتراض على الدخول استنادًا إليه.
ground-unknown-here = لا تعرف القواعد التي تعمل بها هذه الهيئة اعتراضًا على الدخول بهذا المبرر.
by-mistake = أُدخل خطأً
put-back = أعده
stays = الوفد في المكان
stay-arrive = وصلنا
stay-leave = نغادر
stay-since = في المكان منذ { $time }
stay-still = ما زال هناك
stay-dropped = سُحبت الإقامة.
stays-empty = لم يدوّن أحد بعد متى وصل الوفد ومتى غادر.
stay-add = إضافة إقامة
stay-change = تصحيح إقامة
stay-edit = تصحيح الإقامة: { $time }
stay-arrived-at = وقت الوصول
stay-left-at = وقت المغادرة
stay-left-hint = بحسب ساعة هذا الجهاز. اتركوا الثاني فارغًا ما دام الوفد هناك.
counts = الأعداد والسجلات
counts-about = اطلب الأعداد نفسها من كل مصدر: الإدارة والسجل وعدّك أنت. وحيث تختلف، فذلك ما ينبغي السؤال عنه.
counts-source = أعداد من
doubt-sources-differ = { $group }: المصادر تعطي أعدادًا مختلفة
doubt-more-than-all = { $group } ({ $source }): أكثر من جميع المحتجزين
doubt-parts-exceed = { $source }: مجموع الفئات أكثر من جميع المحتجزين
doubt-place-differs = { $group }: في سجل الأماكن عدد آخر لذلك اليوم
samples-about = افتح قيودًا أو ملفات عشوائيًا وانظر ما فيها. وأعطِ كلًا منها رمزًا من عندك.
samples-total = جميع العينات معًا
sample-add = أضف عينة
sample-change = غيّر عينة
sample-register = السجل
sample-code = رمزك له
sample-code-hint = لا اسم أبدًا ولا رقم يعرف به المكان الشخص.
sample-entries = القيود التي فُحصت
sample-unlooked = لم يُفحص
register-admissions = الدخول
register-personal-file = الملفات الشخصية
register-medical = الطبي
register-discipline = التأديب
register-isolation = العزل
register-use-of-force = استخدام القوة
register-searches = التفتيش
register-complaints = الشكاوى
register-transfers = النقل
register-deaths = الوفيات
register-visits = الزيارات
register-other = سجل آخر
coverage-open = ما لم يُرَ بعد
unseen-about = أرسل أحدًا إلى ما ينقص، أو قل إنه شوهد. ولا تقول اللوحة عن المقابلات أكثر من أن هناك مقابلة.
seen-all = كل ما ينبغي أن يُرى
seen-yes = شوهد
seen-no = لم يُرَ بعد
seen-send = أرسل أحدًا
seen-mark = شوهد
seen-marked = أُشير إليه بأنه شوهد.
seen-asked = طُلب من: { $names }
seen-kind-register = لم يُسجَّل فيها شيء ولم يُسمع فيها أحد
seen-kind-register-free = لا منطقة في الزيارة تمثلها
seen-kind-area = لم يُسجَّل فيه شيء
seen-kind-unit = لا مقابلة فيه
seen-kind-theme = لا جواب عنه
seen-kind-hours = لم يكن أحد هناك حينها
seen-kind-gender = لم يُسمع أحد منهم
seen-kind-regime = لم تُرَ أي وحدة من وحداته
seen-kind-status = لم يُسمع أحد منهم
seen-held-in = المحتجزون في: { $units }
seen-units = الوحدات: { $units }
seen-group-register = وحدات سجل الأماكن
seen-group-area = المناطق
seen-group-unit = المقابلات بحسب المنطقة
seen-group-theme = المواضيع
seen-group-hours = الأوقات
seen-group-gender = النساء والرجال والقاصرون
seen-group-regime = أنظمة الاحتجاز في سجل الأماكن
seen-group-status = الوضع القانوني
seen-task-register = تجوّل في { $name }
seen-task-area = تجوّل في { $name }
seen-task-unit = أجرِ مقابلة في { $name }
seen-task-theme = انظر في: { $name }
seen-task-hours = كن هناك: { $name }
seen-task-gender = استمع إلى أحد من: { $name }
seen-task-regime = عاين وحدة يسري فيها هذا النظام: { $name }
seen-task-status = استمع إلى أحد من: { $name }
hours-day-week = النهار، أيام العمل
hours-evening-week = المساء، أيام العمل
hours-night-week = الليل، أيام العمل
hours-day-weekend = النهار، نهاية الأسبوع
hours-evening-weekend = المساء، نهاية الأسبوع
hours-night-weekend = الليل، نهاية الأسبوع
debrief = جلسة المراجعة
debrief-about = كل ما هو مفتوح هذا المساء، والأشخاص المعرضون للخطر أولًا. ضع علامة على ما تحدث عنه الفريق.
debrief-in-review = قيود من الزيارة يقرؤها الفريق: { $count }
debrief-empty = لا شيء مفتوح
debrief-done = تحدثنا عن { $done } من { $all }
debrief-talked = تحدثنا عنه · { $name }، { $time }
debrief-look = انظر
debrief-kind-risk = أشخاص معرضون للخطر
debrief-kind-access = وصول متأخر أو مرفوض
debrief-kind-contradiction = مصادر تقول أشياء مختلفة
debrief-kind-numbers = أعداد لا تتطابق
debrief-kind-conflict = دوّن الزملاء أشياء مختلفة
debrief-kind-flag = أُشير إليه بأنه عاجل
debrief-kind-gap = لم يُرَ بعد
debrief-kind-task = مهام تنتظر
print = اطبع
tasks = المهام والتعليقات
task-list = المهام
tasks-mine = مطلوب منك
tasks-empty-text = اطلب من زميل أن يذهب إلى مكان أو ينظر ثانية أو يُنهي شيئًا.
task-add = اطلب من أحد
task-change = غيّر مهمة
task-what = ما ينبغي فعله
task-whom = لمن
task-nobody = لا أحد بعد
task-due = حتى
task-done = أُنجز
task-undo = لم يُنجز بعد
task-drop = لم تعد مطلوبة
task-note = ما أُنجز
task-done-on = أُنجز في { $day }
task-asked-by = بطلب من { $name }
comments = التعليقات
comments-empty = لم يقل أحد شيئًا هنا بعد.
comment = تعليقك
comment-add = قله
comment-mention = من ينبغي أن يراه
comment-for = إلى { $names }
comment-on-finding = عن استنتاج
comment-on-observation = عن ملاحظة
comment-on-answer = عن إجابة
comment-on-report = عن التقرير
comment-on-access = عن قيد في سجل الوصول
comment-on-stay = عن مدة البقاء في الموقع
comment-on-sample = عن سجل جرى الاطلاع عليه
comment-on-population = عن عدّ في الموقع
comment-on-unit = عن وحدة
comment-on-count = عن عدد المحتجزين
comment-on-contact = عن جهة اتصال
comment-on-document = عن وثيقة
comment-on-statement = عن إفادة
comment-on-letter = عن رسالة
comment-on-answered = عن رد
comment-on-message = عن تواصل مع سلطة
comment-on-verification = عن تحقق
comment-on-verified = عمّا وُجد بشأن توصية
comment-on-joint = عن رد على عدة توصيات
comment-change = غيّر تعليقك
comment-changed = غُيّر في { $time }
comment-withdraw = اسحبه
comment-withdrawn = سحبه { $name }
# يُقال مرة واحدة، ومعه زر للتراجع
comment-withdrawn-said = سُحب: أُخفي من قوائم الفريق ومن البحث. تبقى كلماته في السجل التاريخي المشفّر.
comment-again = قله مع ذلك
comment-settle = حُسم
comment-reopen = لم يُحسم بعد
comment-settled = حسمه { $name }
mentions = ذُكرتَ
mention-reprisal = تعليق إلى جانب قيد عن أعمال انتقامية
lists-old = أنشأ إصدار سابق قوائم هذه الخزنة وبحثها، ولم يمكن إنشاؤها من جديد. السجلات نفسها كاملة. يمكن المحاولة ثانية من الإعدادات.
mention-interview = تعليق بجانب مقابلة
finding-look = افتح
finding-to-draft = أعده مسودة
one-kind = نوع واحد من المصادر
one-source = لماذا يكفي نوع واحد من المصادر
one-source-hint = يراه قراء تقرير الفريق.
one-source-why = نوع واحد من المصادر يدعم هذا الاستنتاج. اكتب لماذا ثبت رغم ذلك؛ ويرد السبب في تقرير الفريق.
weight = وزنه
weight-saved = حُفظ.
severity = الخطورة
spread = الانتشار
root-cause = السبب الجذري
root-cause-hint = القانون أو الممارسة أو الوسائل أو المواقف: ما الذي ينبغي أن يتغير.
standards-linked = معايير الأسئلة التي يقوم عليها
standards-more = معايير أخرى
standards-more-hint = واحد في كل سطر، مثل MR 12.
review = أين يقف النص
review-said = حدّده { $name }، { $time }
review-moved = تغيّر النص بعد أن فتحت هذه النافذة. أغلقها واقرأه قبل أن تقول إلى أين وصل.
review-changed = وافق عليه { $name }، { $time }. وتغيّر النص بعد ذلك.
review-report = نص التقرير
report-review-about = ما يراه الفريق في صفحة الزيارة: أما زال النص يُكتب، أم يقرؤه الفريق، أم اتُّفق عليه.
publication = النشر
publication-sourced = { $text } ({ $source })
publication-change = سجّل ما تقرر بشأن النشر
publication-basis = ما يستند إليه
publication-basis-none = لم يتقرر شيء
publication-basis-hint = ما كتبته اللجنة الفرعية تتيح الدولة نشره أو لجنة مناهضة التعذيب: لا يكفي قرارها وحده.
publication-day = يُنشر ابتداءً من
publication-note = ملاحظة
publication-not-enough = المسجَّل: { $basis }. وبحسب ملف الهيئة لا يكفي هذا وحده لإتاحة التقرير.
publication-disputed = سجّل الزملاء هنا أموراً مختلفة. وإلى أن يُحسم ذلك لا يتيح المختلف فيه شيئاً.
publication-warning = بحسب المسجَّل لا يجوز نشر هذا التقرير، أو ليس بعد. وسيقول الملف ذلك بنفسه.
publication-anyway = قرأت هذا: اكتبه للجمهور مع ذلك
report-review-kept = نص التقرير: { $review }
report-review-mark = التقرير: { $review }
report-review-disputed = قال اثنان منكم قولين مختلفين.
recommendation-review-about = إلى أن تُرسل، يرى الفريق أما زال النص يُكتب، أم يقرؤه الفريق، أم اتُّفق عليه.
send-not-agreed = لم يتفق الفريق على هذا النص بعد. يمكن مع ذلك تسجيله مرسَلاً.
immediate-choose = للقاء الختامي مع الإدارة
immediate-short = للقاء الختامي
immediate-screen = استنتاجات مختارة تُقرأ في اللقاء الختامي وتُترك لدى الإدارة. لا شيء في الورقة يقول من قال ماذا.
immediate-none = لم يُختر أي استنتاج
immediate-none-text = اختر استنتاجات للقاء الختامي حيث تُوزن.
immediate-chosen = الاستنتاجات المختارة
immediate-withheld = ليس في الورقة: قد يدل على من تكلم، أو أن صياغته محل خلاف
immediate-on-sheet = في الورقة
immediate-sheet = الورقة
immediate-write = اكتب الورقة
told-on = أُبلغ في { $day }
told-day = يوم اللقاء
told-mark = أبلغنا الإدارة
told-marked = أُشير إليه بأنه أُبلغ.
graph = ما يقوم عليه
graph-interview = مقابلة
graph-says-for = يدعمه
graph-says-against = يقول العكس
turn-against = يقول العكس
turn-for = يدعمه رغم ذلك
answers-against = ما قيل غير ذلك في الأمر نفسه
says-count = { $source }، ضمن أعداد الزيارة
says-place = سجل الأماكن ({ $source })
says-interviews =
    { $count ->
        [zero] لا مقابلة تدّعي سوء المعاملة
        [one] مقابلة واحدة تدّعي سوء المعاملة
        [two] مقابلتان تدّعيان سوء المعاملة
        [few] { $count } مقابلات تدّعي سوء المعاملة
        [many] { $count } مقابلة تدّعي سوء المعاملة
       *[other] { $count } مقابلة تدّعي سوء المعاملة
    }
reprisals = الأعمال الانتقامية
reprisals-about = من قد يتضرر لأنه تكلم، ومتى تتفقدونه (البروتوكول، المادتان 15 و21). لا يُفتح كل قيد إلا لمن اختيروا.
reprisals-empty = لا أحد تحت المتابعة بعد
reprisals-empty-text = المقابلات التي فيها خطر انتقام ترد هنا تلقائيًا؛ أضف من قدّم معلومات بلا مقابلة.
reprisal-add = أضف شخصًا بلا مقابلة
reprisal-change = غيّر قيدًا
reprisal-no-names = بلا اسم. يُعطى القيد اسمًا مستعارًا، ولا يرد في أي قائمة مقابلات ولا تقرير ولا بحث.
reprisal-interview = مقابلة
reprisal-same-person = مقابلة مع الشخص نفسه
reprisal-same-person-hint = إن أجريت معه مقابلة قبل ذلك أو بعده: ما يسحبه هناك يُسحب هنا.
reprisal-taken-back = سحب الشخص في مقابلة ما قاله، أو بقيت تلك المقابلة في المكتب لأجل السفر. كلماته مخفية هنا، وتبقى المواعيد ومن يتفقده.
reprisal-about = ما قالوه
reprisal-risk = ما قد يحدث
reprisal-mitigation = ما اتُّفق عليه لتجنبه
reprisal-channel = طريقة آمنة للوصول إليهم
reprisal-closed = لا حاجة إلى متابعة، لأن
reprisal-closed-hint = اتركه فارغًا ما دام أحد يتابع.
reprisal-watched-no = لم يعد يُتابَع
reprisal-readers = من يجوز له فتحه، إضافة إليك وإلى القادة
reprisal-opens = يُفتح لـ: { $names }
reprisal-dropped = سُحب القيد.
informant = من هم
informant-held = شخص محتجز
informant-staff = موظف
informant-family = من الأسرة
informant-lawyer = محامٍ
informant-health = موظف صحي
informant-complainant = مقدم شكوى
informant-other = شخص آخر
level = مدى الاحتمال
level-low = خطر منخفض
level-medium = خطر متوسط
level-high = خطر مرتفع
level-suffered = تعرّض لأعمال انتقامية
recontacts = أيام التفقد
recontacts-none = لم يُحدد يوم.
recontacts-today = عاودوا الاتصال
recontact-add = حدد يومًا
recontact-change = غيّر يومًا
recontact-due = اليوم
recontact-whom = من يتفقد
recontact-how = كيف، بأمان
recontact-done = تفقّدنا
recontact-note = ما النتيجة
recontact-undo = لم نتفقّد بعد
recontact-undone = عاد اليوم المحدد مفتوحًا.
recontact-dropped = سُحب اليوم المحدد.
recontact-mine = أنت تتفقد
without-seat = دوّنوا هنا ولا مقعد لهم:
visit-closed-title = هذه الزيارة مغلقة
visit-closed-text = استأنفها لتواصل العمل عليها. ولتصحيح أمر واحد يمكنك الكتابة فيها كما هي؛ وما تكتبه يُسجَّل مثل كل شيء.
visit-closed-open = افتح الزيارة
visit-closed-anyway = اكتب فيها رغم ذلك
visit-closed-again = يمكنك الكتابة فيها حتى يُقفل الجهاز. أعد ما فعلته.
error-visit-closed = الزيارة مغلقة.
error-reason-needed = نوع واحد من المصادر يدعمه: اكتب لماذا يكفي ذلك.
access-minutes =
    { $count ->
        [zero] لا دقيقة
        [one] دقيقة واحدة
        [two] دقيقتان
        [few] { $count } دقائق
        [many] { $count } دقيقة
       *[other] { $count } دقيقة
    }
access-waited =
    { $count ->
        [zero] لم ننتظر.
        [one] انتظرنا دقيقة واحدة إجمالًا.
        [two] انتظرنا دقيقتين إجمالًا.
        [few] انتظرنا { $count } دقائق إجمالًا.
        [many] انتظرنا { $count } دقيقة إجمالًا.
       *[other] انتظرنا { $count } دقيقة إجمالًا.
    }
stay-gate =
    { $count ->
        [zero] بلا انتظار عند البوابة
        [one] دقيقة واحدة عند البوابة
        [two] دقيقتان عند البوابة
        [few] { $count } دقائق عند البوابة
        [many] { $count } دقيقة عند البوابة
       *[other] { $count } دقيقة عند البوابة
    }
counts-capacity =
    { $count ->
        [zero] السعة الرسمية: صفر
        [one] السعة الرسمية: شخص واحد
        [two] السعة الرسمية: شخصان
        [few] السعة الرسمية: { $count } أشخاص
        [many] السعة الرسمية: { $count } شخصًا
       *[other] السعة الرسمية: { $count } شخص
    }
sample-count =
    { $count ->
        [zero] لا قيد
        [one] قيد واحد
        [two] قيدان
        [few] { $count } قيود
        [many] { $count } قيدًا
       *[other] { $count } قيد
    }
unseen =
    { $count ->
        [zero] شوهد كل شيء
        [one] شيء واحد لم يُرَ بعد
        [two] شيئان لم يُرَيا بعد
        [few] { $count } أشياء لم تُرَ بعد
        [many] { $count } شيئًا لم يُرَ بعد
       *[other] { $count } شيء لم يُرَ بعد
    }
comments-open =
    { $count ->
        [zero] لا تعليق مفتوح
        [one] تعليق واحد مفتوح
        [two] تعليقان مفتوحان
        [few] { $count } تعليقات مفتوحة
        [many] { $count } تعليقًا مفتوحًا
       *[other] { $count } تعليق مفتوح
    }
speaks-against =
    { $count ->
        [zero] لا شيء يعارضه
        [one] شيء واحد يعارضه
        [two] شيئان يعارضانه
        [few] { $count } أشياء تعارضه
        [many] { $count } شيئًا يعارضه
       *[other] { $count } شيء يعارضه
    }
graph-for =
    { $count ->
        [zero] لا شيء يدعمه
        [one] واحد يدعمه
        [two] اثنان يدعمانه
        [few] { $count } تدعمه
        [many] { $count } تدعمه
       *[other] { $count } تدعمه
    }
graph-against =
    { $count ->
        [zero] لا شيء ضده
        [one] واحد ضده
        [two] اثنان ضده
        [few] { $count } ضده
        [many] { $count } ضده
       *[other] { $count } ضده
    }

finding-add = أضف نتيجة
finding-statement = ما يخلص إليه الفريق
finding-establish = أثبت
finding-withdraw = اسحب
finding-reopen = أعد النظر
finding-now = النتيجة الآن: { $status }
finding-join = أضفه إلى توصية موجودة
finding-joined = أُضيف إلى التوصية.
finding-answered-by = التوصيات التي تستجيب له
finding-answered-none = لا توصية تستجيب له بعد.
# What can be linked, the nearest first
pick-visit = من هذه الزيارة
pick-place = من المكان نفسه
pick-all = من كل الزيارات
pick-none = لا شيء يطابق.
pick-more =
    { $count ->
        [zero] لا شيء غير ما يظهر.
        [one] هناك واحد آخر لا يظهر. الكلمات تضيّق البحث.
        [two] هناك اثنان آخران لا يظهران. الكلمات تضيّق البحث.
        [few] هناك { $count } أخرى لا تظهر. الكلمات تضيّق البحث.
        [many] هناك { $count } غيرها لا تظهر. الكلمات تضيّق البحث.
       *[other] هناك { $count } غيرها لا تظهر. الكلمات تضيّق البحث.
    }
pick-finding-hint = الكلمات تبحث في استنتاجات كل الزيارات.
pick-recommendation-hint = الكلمات، أو رقم مرجعي، تبحث في كل التوصيات.
triangulated =
    { $count ->
        [two] تحقق متقاطع: نوعان من المصادر
       *[other] تحقق متقاطع: { $count } أنواع من المصادر
    }
triangulated-heard =
    { $count ->
        [two] تحقق متقاطع: مقابلتان مستقلتان
        [few] تحقق متقاطع: { $count } مقابلات مستقلة
       *[other] تحقق متقاطع: { $count } مقابلة مستقلة
    }
# لماذا لا تكفي عدة مقابلات: بعضها يستند إلى بعض.
interviews-lean =
    { $count ->
        [two] مقابلتان تُحتسبان مقابلة مستقلة واحدة
        [few] { $count } مقابلات تُحتسب مقابلة مستقلة واحدة
       *[other] { $count } مقابلة تُحتسب مقابلة مستقلة واحدة
    }
depends = علاقتها بالمقابلات الأخرى
depends-none = قائمة بذاتها
hearsay = كلها نقل عن آخرين
hearsay-link = اربط المقابلات المنقولة كلها عن آخرين بوصفها نقلاً عن آخرين
established-gap = هذا الاستنتاج ثابت، ويدعمه نوع واحد من المصادر فقط، ولم يكتب أحد لماذا يثبت رغم ذلك.
established-gap-why = اكتب السبب
evidence = الأدلة
evidence-add = اربط دليلاً
evidence-drop = أزل ربط هذا الدليل
evidence-dropped = أُزيل الربط.
evidence-withdrawn = مسحوب، لا يُحتسب
evidence-granted = استُجيب له في النهاية، لا يُحتسب
evidence-newer =
    { $count ->
        [zero] لا دليل من إصدار أحدث من التطبيق.
        [one] دليل واحد من إصدار أحدث من التطبيق. يبقى، ولا يُحتسب هنا.
        [two] دليلان من إصدار أحدث من التطبيق. يبقيان، ولا يُحتسبان هنا.
        [few] { $count } أدلة من إصدار أحدث من التطبيق. تبقى، ولا تُحتسب هنا.
        [many] { $count } دليلاً من إصدار أحدث من التطبيق. تبقى، ولا تُحتسب هنا.
       *[other] { $count } دليل من إصدار أحدث من التطبيق. تبقى، ولا تُحتسب هنا.
    }
evidence-nothing = لم يُسجَّل في هذه الزيارة بعدُ ما يمكن ربطه.
evidence-all-linked = كل ما يمكن ربطه مربوط من قبل.
small-group = الاقتباس من مجموعة تقل عن ثلاثة أشخاص، أو غير معروفة العدد، قد يدل على المتكلم.
confidence = درجة التأكد
evidence-none = لا شيء يدعمها بعد.
# مكتب الدمج
merge-open = افتح مكتب الدمج
merge-open-list = اختلافات مفتوحة
merge-none = لا شيء للبت فيه
merge-none-text = حيث يتفق المفتشون أو يكتبون في مواضع مختلفة تندمج ملاحظاتهم تلقائياً.
merge-lead-only = القرار لرئيس الفريق. إن كان أحدها لك فعُد إلى السجل وزد عليه.
merge-on-desktop = اقرأ هنا واسأل هنا. أما القرار فعلى شاشة أكبر، والصيغ جنباً إلى جنب.
merge-result = الحصيلة
merge-result-both = لم يُبتّ في شيء بعد: تبقى كل الصيغ، ويذكر التقرير أن هناك اختلافاً.
merge-result-taken = إن أخذت ما كتبه { $by } فسيُقرأ:
merge-result-written = بكلماتك يُقرأ:
ask-author = اسأل الكاتب
severity-high = يخص إنساناً
take = خذ هذه
keep-both = أبقِ الاثنتين
synthesise = صُغها من جديد
synthesis = ملاحظة الحصيلة
synthesis-text = نص الحصيلة
synthesis-value = إجابة الحصيلة
synthesis-save = قرّر هكذا
send-back = أعدها
send-back-to = من تسأل؟
send-back-question = سؤالك لهم
send-back-waiting = بانتظار:
send-back-answered = كل من سُئل أجاب أو كتب من جديد.
defer = أجّل
decision-why = السبب (يُحفظ مع القرار)
decided-take = تقرر: أُخذت صيغة واحدة.
decided-keep-both = تقرر: تبقى الاثنتان.
decided-synthesis = تقرر بصياغة جديدة.
decided-send-back = أعيد مع السؤال.
decided-deferred = أُجّلت.
outcome-take = أُخذت واحدة
outcome-keep-both = تبقى الاثنتان
outcome-synthesis = بصياغة جديدة
outcome-send-back = أُعيدت
outcome-deferred = أُجّلت
reopened = فُتح مجدداً
reopened-long = كان { $by } قد بتّ في هذا. وصل شيء جديد بعده، ففُتح مجدداً.
decide-again = قرّر مجدداً
decided =
    { $count ->
        [one] واحد بُتّ فيه
        [two] اثنان بُتّ فيهما
       *[other] { $count } بُتّ فيها
    }
merged-automatically = اندمج تلقائياً ({ $count })
merge-earlier =
    { $count ->
        [zero] لا سجلات أخرى حُسمت من قبل.
        [one] ما حُسم من قبل في سجل واحد آخر تجده في مكتب الدمج لزيارته وفي تاريخ السجل.
        [two] ما حُسم من قبل في سجلين آخرين تجده في مكتب الدمج لكل زيارة وفي تاريخ السجل.
        [few] ما حُسم من قبل في { $count } سجلات أخرى تجده في مكتب الدمج لكل زيارة وفي تاريخ السجل.
        [many] ما حُسم من قبل في { $count } سجلاً آخر تجده في مكتب الدمج لكل زيارة وفي تاريخ السجل.
       *[other] ما حُسم من قبل في { $count } سجل آخر تجده في مكتب الدمج لكل زيارة وفي تاريخ السجل.
    }
device = جهاز { $device }
field-unnamed = الحقل { $path }
passage-about = كتب هنا أو حذف أكثر من شخص من غير أن يعلم أحدهم بالآخر. كل حرف محفوظ، لكن النتيجة قد لا تقول ما قصده أحد.
passage-now = كما يُقرأ الآن
passage-open = تغييره في الملاحظة
passage-read = قُرئ: يبقى كما هو
passage-settled = قُرئ. يبقى المقطع كما هو.
field-attachment-blob = ملف مرفق
field-attachment-name = اسم ملف مرفق
field-attachment-about = ما يتعلق به ملف مرفق
field-attachment-withdrawn = هل سُحب ملف مرفق
field-withdrawal-finding = استنتاج سُحب بينما كان زميل يعدّله
field-withdrawal-statement = إفادة سُحبت بينما كان زميل يعدّلها
version-withdrawn = سُحب
# التقرير
report = التقرير
report-language = لغة التقرير
report-audience = لمن
audience-internal = الفريق
audience-authority = السلطة
audience-public = الجمهور
report-file = الملف
report-file-hint = صفحة واحدة لا تحتاج إلى غيرها. ليست مشفّرة: احفظها حيث تُحفظ التقارير.
report-write = اكتب التقرير
report-written = كُتب التقرير: { $path }
report-preview = معاينة التقرير
withheld =
    { $count ->
        [zero] لا مقابلة محجوبة
        [one] مقابلة واحدة محجوبة
        [two] مقابلتان محجوبتان
        [few] { $count } مقابلات محجوبة
       *[other] { $count } مقابلة محجوبة
    }
small-groups-quoted =
    { $count ->
        [one] اقتباس واحد من مجموعة صغيرة جداً
        [two] اقتباسان من مجموعات صغيرة جداً
        [few] { $count } اقتباسات من مجموعات صغيرة جداً
       *[other] { $count } اقتباساً من مجموعات صغيرة جداً
    }
conflicts-named =
    { $count ->
        [zero] لا اختلاف مفتوح
        [one] يُذكر اختلاف مفتوح واحد
        [two] يُذكر اختلافان مفتوحان
        [few] تُذكر { $count } اختلافات مفتوحة
       *[other] يُذكر { $count } اختلافاً مفتوحاً
    }
# الفريق والتبادل
team-found = أسّس فريقاً
team-found-about = تصبح رئيسه: تقبل الآخرين، وتبتّ حيث تختلف الملاحظات.
team-name = اسم الفريق
your-name = اسمك في قائمة الفريق
team-join = انضم إلى فريق
team-join-about = أنشئ طلباً واحمله إلى رئيس الفريق وقارنا الكلمات جهراً ثم أحضر ملف القبول.
request-make = أنشئ طلباً
request-file = ملف الطلب
request-file-hint = اتركه فارغاً ليُعرض نصاً ورمزاً فقط.
request-text = الطلب نصاً
request-text-or = أو الطلب نصاً
request-qr = الطلب رمزاً يُمسح
request-pending = هناك طلب قائم. افتح ملف القبول الذي يعطيك إياه رئيس الفريق لهذا الطلب.
request-again = إنشاء طلب آخر
request-again-about = يحلّ الطلب الجديد محلّ الطلب القائم: ولن يُفتح قبولٌ أُعدّ لذاك.
request-look = انظر في الطلب
request-from = طلب من
words-compare = يقرأ كلاكما هذه الكلمات جهراً. يجب أن تكون هي نفسها.
words-same = الكلمات نفسها على الشاشتين
device-of = لمن هذا الجهاز
device-of-new = شخص جديد
admission-file = ملف القبول
admit = اقبل جهازاً
admitted = قُبل. أحضر هذا الملف إلى الجهاز الجديد: { $path }
admitted-words = اقرأ هذه الكلمات على القادم الجديد، فيكتبها لينضم:
join = انضم
join-words = الكلمات على شاشة رئيس الفريق
join-words-hint = اطلب من رئيس الفريق أن يقرأها عليك. فهي تثبت إلى أي فريق تنضم.
team-words = كلمات هذا الفريق، هي نفسها على كل شاشة محدّثة:
this-device = هذا الجهاز
device-has-all = لديه كل شيء
device-behind =
    { $count ->
        [one] لا يُعرف أن لديه تغييراً واحداً
        [two] لا يُعرف أن لديه تغييرين
        [few] لا يُعرف أن لديه { $count } تغييرات
       *[other] لا يُعرف أن لديه { $count } تغييراً
    }
last-contact = آخر اتصال { $time }
no-contact = لا اتصال بعد
bundle-out = حزمة صادرة
bundle-out-about = ملف مشفّر واحد فيه كل ما ينقص الآخرين. لا تفتحه إلا أجهزة الفريق.
bundle-file = ملف الحزمة
bundle-to = لمن
bundle-to-nobody = اختر جهازاً واحداً على الأقل.
bundle-would = سيكون فيها { $envelopes } من التغييرات في { $records } من السجلات، { $size }.
bundle-first = لعضو جديد: ملف صغير يُقرأ منه فورًا
bundle-first-about = فيه لقطتك من كل سجلّ بدل تغييراته. تأتي تلك مع أي تبادل آخر وتُثبتها.
bundle-would-first = سيحوي لقطات من { $snapshots } سجلات و{ $envelopes } تغييرات، { $size }.
bundle-write = اكتب الحزمة
bundle-written = كُتبت: { $envelopes } من التغييرات في { $records } من السجلات، { $size }.
bundle-alone = لا جهاز آخر في الفريق بعد
bundle-in = حزمة واردة
bundle-in-about = انظر فيها أولاً. إدخالها مرتين لا يضر.
bundle-look = انظر في داخلها
bundle-from = من { $from }، { $size }.
bundle-new =
    { $count ->
        [zero] لا جديد.
        [one] تغيير جديد واحد، في { $records } من السجلات.
        [two] تغييران جديدان، في { $records } من السجلات.
        [few] { $count } تغييرات جديدة، في { $records } من السجلات.
       *[other] { $count } تغييراً جديداً، في { $records } من السجلات.
    }
bundle-take = أدخلها
bundle-taken = أُدخلت: الجديد { $applied }، والمعروف من قبل { $known }.
bundle-read =
    { $count ->
        [one] يمكن قراءة سجلّ واحد من لقطة رئيس؛ تغييراته لم تأتِ بعد.
       *[other] يمكن قراءة { $count } سجلات من لقطات رئيس؛ تغييراتها لم تأتِ بعد.
    }
bundle-waiting =
    { $count ->
        [one] تغيير واحد ينتظر ما قبله.
        [two] تغييران ينتظران ما قبلهما.
        [few] { $count } تغييرات تنتظر ما قبلها.
       *[other] { $count } تغييراً تنتظر ما قبلها.
    }
bundle-quarantined =
    { $count ->
        [one] مادة واحدة في الحجر.
        [two] مادتان في الحجر.
        [few] { $count } مواد في الحجر.
       *[other] { $count } مادة في الحجر.
    }
relay = المُرحِّل
relay-about = خادم يحفظ التغييرات المختومة حتى يأخذها الآخرون، للأجهزة التي لا تلتقي في وقت واحد. لا يستطيع قراءة شيء: لا الأسماء ولا الملاحظات ولا الفريق.
relay-state-none = لا مُرحِّل
relay-state-newer = عيّنه إصدار أحدث: حدّث التطبيق أولاً
relay-state-never = لم يحدث تبادل بعد
relay-state-reached = متّصل
relay-state-offline = غير متّصل
relay-state-trouble = يحتاج إلى نظر
relay-last = آخر تبادل: { $time }
relay-last-none = لا تبادل حتى الآن.
relay-waiting =
    { $count ->
        [0] لا شيء ينتظر الإرسال.
        [one] تغيير واحد ينتظر الإرسال ({ $size }).
        [two] تغييران ينتظران الإرسال ({ $size }).
        [few] { $count } تغييرات تنتظر الإرسال ({ $size }).
       *[other] { $count } تغييراً تنتظر الإرسال ({ $size }).
    }
relay-strange =
    { $count ->
        [one] شيء واحد من المُرحِّل لا يمكن أن يكون من فريقك. لم يؤخذ.
        [two] شيئان من المُرحِّل لا يمكن أن يكونا من فريقك. لم يؤخذا.
        [few] { $count } أشياء من المُرحِّل لا يمكن أن تكون من فريقك. لم تؤخذ.
       *[other] { $count } شيئاً من المُرحِّل لا يمكن أن تكون من فريقك. لم تؤخذ.
    }
relay-automatic = يتبادل هذا الجهاز من تلقاء نفسه
relay-exchange = تبادل الآن
relay-exchanging = يجري التبادل…
relay-set = تعيين المُرحِّل
relay-change = تغيير المُرحِّل
relay-set-about = ألصق دعوة من يُشغّل المُرحِّل: سطر واحد يبدأ بـ visitarelay1. تعرفه كل أجهزة الفريق.
relay-invitation = الدعوة
relay-leave = ترك المُرحِّل
relay-leave-about = يتوقف الفريق كله عن استعماله. ما هناك يبقى مختوماً وينتهي من تلقاء نفسه، ولا يضيع شيء على أي جهاز.
relay-lead-only = يستطيع رئيس الفريق تعيين واحد.
relay-trouble-unreachable = لا يمكن الوصول إلى المُرحِّل الآن. لم يضع شيء: ما ينتظر يُرسل لاحقاً.
relay-trouble-not-the-relay = من يجيب على هذا العنوان ليس مُرحِّلكم. لم يُرسل شيء. أخبر رئيس الفريق.
relay-trouble-unreadable = يجيب المُرحِّل بما لا يستطيع هذا الإصدار قراءته. قد يكون إصداراً آخر أو معطّلاً.
relay-trouble-too-large = شيء أكبر مما يأخذه المُرحِّل. أرسله في حزمة.
relay-trouble-malformed = لا يفهم المُرحِّل هذا الإصدار. أحدهما يحتاج إلى تحديث.
relay-trouble-version = يتكلم المُرحِّل إصداراً آخر. أحدهما يحتاج إلى تحديث.
relay-trouble-not-open = أحد صناديق المُرحِّل لا يُفتح. أخبر رئيس الفريق، فهو يستطيع تعيين مُرحِّل آخر.
relay-trouble-not-invited = لم تعد الدعوة سارية. يستطيع رئيس الفريق طلب دعوة جديدة ممن يُشغّله.
relay-trouble-mailbox-full = أحد صناديق المُرحِّل ممتلئ. يتّسع حين تنتهي التغييرات القديمة؛ وحتى ذلك الحين استعمل الحزم.
relay-trouble-invitation-full = استنفد الفريق سعته على المُرحِّل. يستطيع رئيس الفريق طلب المزيد ممن يُشغّله.
relay-trouble-too-fast = أكثر مما يأخذه المُرحِّل دفعة واحدة. يُستأنف بعد دقيقة.
relay-trouble-busy = المُرحِّل مشغول جداً. يُستأنف بعد لحظة.
relay-trouble-stopped = توقف التبادل لعطل فيه. لم يضع شيء؛ تبادل مرة أخرى.
relay-trouble-out-of-space = امتلأ قرص المُرحِّل. أخبر رئيس الفريق؛ وحتى ذلك الحين استعمل الحزم.
quarantine = الحجر
quarantine-about = ما لم يصمد عند الدخول يُحفظ هنا ولا يُرمى أبداً.
quarantine-none = لا شيء في الحجر.
quarantine-kind-change = تغيير من
quarantine-kind-key = مفتاح سجلّ من
quarantine-kind-roster = تغيير في الفريق من
quarantine-kind-snapshot = لقطة من سجلّ، من
quarantine-kind-unknown = بيانات ليست من صيغة معروفة، من
quarantine-retry = المحاولة من جديد
quarantine-retry-of = محاولة أخذ ما جاء من { $by } من جديد
quarantine-export = كتابة في ملف
quarantine-export-of = كتابة ما جاء من { $by } في ملف
quarantine-export-about = تُكتب البيانات كما جاءت ومختومة كما جاءت. وهي لخبير: لا يستطيع غيره أن يفعل بها شيئًا.
quarantine-file = الملف
quarantine-write = كتابة
quarantine-exported = كُتب في { $path }.
quarantine-applied =
    { $count ->
        [0] إنه سليم الآن وقد أُخذ.
        [one] إنه سليم الآن وقد أُخذ، ومعه تغيير واحد كان ينتظره.
        [two] إنه سليم الآن وقد أُخذ، ومعه تغييران كانا ينتظرانه.
        [few] إنه سليم الآن وقد أُخذ، ومعه { $count } تغييرات كانت تنتظره.
       *[other] إنه سليم الآن وقد أُخذ، ومعه { $count } تغييرًا كان ينتظره.
    }
quarantine-waiting = إنه سليم، لكنه يقوم على شيء لم يصل بعد. وسيؤخذ من تلقاء نفسه حين يصل.
quarantine-refused = رُفض من جديد وحُفظ: { $reason }.
quarantine-lead-only = يستطيع رئيس الفريق محاولة أخذها من جديد.
reason-duplicate-number = تغييران مختلفان برقم واحد
reason-unopenable = تعذّر فتحه بمفتاح الفريق
reason-mislabelled = وسمه لا يطابق ما بداخله
reason-broken-chain = لا يتبع ما أرسله الجهاز نفسه من قبل
reason-bounds = أكبر من أي شيء يكتبه إنسان
reason-malformed = ليس على هيئة تغيير
reason-foreign-actor = كُتب باسم جهاز آخر
reason-foreign-member = كُتب باسم عضو آخر
reason-foreign-covers = يُخفي ما كتبه زميل
reason-not-a-lead = قرار ممن لم يكن رئيسًا قط
reason-looks-on = من مراقب لا يكتب
reason-foreign-team = من فريق آخر
reason-forged = توقيعه ليس توقيع جهازه
reason-numbering = أرقامه لا تتبع ما يستند إليه
reason-schema = يكتب حيث لا يجوز الكتابة
reason-stranger = من جهاز ليس في الفريق
reason-not-taken = كان سيُتلف السجل
reason-after-removal = كُتب بعد إخراج جهازه من الفريق
reason-roster-fork = غيّر رئيس آخر الفريق في الوقت نفسه: أعد هذا التغيير
reason-not-allowed = ممن لا يحق له الكتابة
reason-crashed-before = توقف التطبيق أثناء أخذه
reason-snapshot-malformed = ليست لقطة من هذا السجل، أو جزء من لقطة فقط
reason-snapshot-swapped = لقطة من فريق آخر أو من نوع آخر من السجلات
reason-snapshot-not-a-lead = لقطة ممن ليس رئيسًا
reason-snapshot-forged = لقطة توقيعها ليس توقيع رئيسها
reason-snapshot-stranger = لقطة تذكر جهازًا ليس في الفريق
reason-snapshot-beyond-removal = لقطة فيها كلام من بعد إخراج جهاز: يأتي من تلقاء نفسه إن كان يُحتسب
reason-snapshot-chains = لقطة لا تحتوي ما تقول إنها تحتويه
reason-snapshot-content = لقطة فيها تغيير لا يحق لأحد كتابته
reason-snapshot-unsigned = لقطة فيها كلام لم يوقّعه أحد: أُخرج من السجل من جديد
reason-rests-on-undone = كتبته فوق لقطة أُخرجت من السجل من جديد (كلام لم يوقّعه أحد، أو تغييرات غير التي ذكرتها، أو كلام من بعد إخراج جهاز): هو ينتظرها. أعد كتابته إن كان ناقصًا
nearby = الأجهزة القريبة
nearby-about = تتبادل أجهزة الفريق على هذه الشبكة ما تكتبه ما دام هذا مشغّلاً. يتوقف وحده بعد المدة المختارة، وعند قفل Visita.
nearby-start = ابدأ التبادل القريب
nearby-stop = أوقف
nearby-for = لأي مدة
minutes =
    { $count ->
        [one] دقيقة واحدة
        [two] دقيقتان
        [few] { $count } دقائق
       *[other] { $count } دقيقة
    }
nearby-time =
    { $count ->
        [one] مشغّل لدقيقة واحدة أخرى.
        [two] مشغّل لدقيقتين أخريين.
        [few] مشغّل لـ { $count } دقائق أخرى.
       *[other] مشغّل لـ { $count } دقيقة أخرى.
    }
nearby-nobody = لم يُلتقَ بعد بأي جهاز من الفريق.
nearby-found = يعلن أحدهم عن نفسه على هذه الشبكة؛ يجري التحقق مما إذا كان من الفريق.
nearby-connected = متصل
nearby-gone = غير متصل الآن
nearby-same = لدى الجهازين الشيء نفسه
nearby-left = { $send } تغييرات للإرسال، و{ $receive } قادمة
nearby-bytes = استُلم { $received }، وأُرسل { $sent }
nearby-by-hand = بالعنوان، حيث لا تجد الأجهزة بعضها بعضاً
nearby-qr = عنوان هذا الجهاز كرمز للمسح
nearby-address = عنوان هذا الجهاز
nearby-dial = عنوان الجهاز الآخر
nearby-dial-hint = يبدأ بـ visita-lan:
nearby-dial-now = اتصل
nearby-failure-unreachable = لا أحد يجيب في آخر عنوان جُرّب، أو أن هذه الشبكة لا تنقل شيئاً بين الأجهزة.
nearby-failure-refused = رُفض جهاز: ليس من هذا الفريق، أو صمت طويلاً.
nearby-failure-unreadable = أرسل جهاز ما لا يمكن قراءته فقُطع. قد يحتاج أحد الجهازين إلى تحديث.
nearby-failure-crowded = أجهزة في وقت واحد أكثر مما يُسمح بوصله.
reach-here = على هذا الجهاز فقط
reach-some =
    { $count ->
        [one] لدى جهاز واحد آخر
        [two] لدى جهازين آخرين
        [few] لدى { $count } أجهزة أخرى
       *[other] لدى { $count } جهازاً آخر
    }
reach-all = لدى الجميع
sync-off = غير متصل
sync-looking = يبحث عن أجهزة
sync-nearby =
    { $count ->
        [one] جهاز قريب واحد
        [two] جهازان قريبان
        [few] { $count } أجهزة قريبة
       *[other] { $count } جهازاً قريباً
    }
sync-exchanging = يجري التبادل…
sync-waiting = وصل شيء جديد. يظهر حين تغادر هذا الحقل.
pair = الاقتران حضورياً
pair-lead-about = لجهاز جديد في الغرفة نفسها وعلى الشبكة نفسها. لا يحتاج إلى ملفات.
pair-newcomer-about = حين يكون القائد في الغرفة نفسها وعلى الشبكة نفسها. اكتب العنوان الظاهر على شاشة القائد أو امسحه.
pair-show = أظهر عنواناً
pair-qr = عنوان الاقتران كرمز للمسح
pair-address = العنوان على شاشة القائد
pair-once = يتيح لجهاز واحد أن يطلب، لمدة عشر دقائق.
pair-over = انتهى وقت هذا العنوان. أظهر عنواناً جديداً.
pair-decline = لا تقبله
pair-declined = لم يُقبل هذا الجهاز.
pair-delivering = قُبل. القبول في الطريق.
pair-delivered = وصل القبول إلى الجهاز الجديد.
pair-read = يرى القادم الجديد هذه الكلمات ويقارنها بكلماتك:
pair-dial = اطلب الانضمام
pair-dialling = يتصل بجهاز القائد…
pair-waiting = طلبك لدى جهاز القائد.
pair-confirm = قارن هذه الكلمات بما على شاشة القائد. إنها تثبت إلى أي فريق تنضم.
# قراءة رمز بالكاميرا أو من صورة
scan-join = امسح الطلب
scan-nearby = امسح العنوان
scan-relay = امسح الدعوة
scan-recovery = امسح الطلب
scan-answer = امسح الجواب
scan-view = صورة الكاميرا
scan-sight-off = الكاميرا مطفأة.
scan-sight-asking = يُطلب استعمال الكاميرا…
scan-sight-looking = ضع الرمز أمام الكاميرا.
scan-sight-none = لا توجد هنا كاميرا يستطيع Visita استعمالها. كتابة النص أو لصقه في الحقل تصلح دائماً.
scan-sight-refused = لم يُسمح باستعمال الكاميرا. يمكن السماح بها في إعدادات هذا الجهاز. كتابة النص أو لصقه في الحقل تصلح دائماً.
scan-sight-busy = الكاميرا لا تستجيب؛ ربما يستعملها برنامج آخر. كتابة النص أو لصقه في الحقل تصلح دائماً.
scan-sight-ended = أُطفئت الكاميرا.
scan-again = جرّب الكاميرا مرة أخرى
scan-picture = اقرأ من صورة
scan-picture-none = لا رمز يُقرأ في هذه الصورة.
scan-picture-unreadable = هذا الملف ليس صورة تُقرأ هنا، أو يزيد حجمه على 32 ميغابايت.
scan-other = هذا رمز لشيء آخر.
scan-done = قُرئ الرمز.
scan-about = ما تراه الكاميرا يُفحص على هذا الجهاز وحده ولا يُحفظ.
# الإعدادات
settings-look = المظهر
settings-lock = القفل
settings-data = البيانات على هذا الجهاز
binding = اربط هذه الخزنة بهذا الجهاز
binding-gives = ما تكسبه: نسخة من مجلد الخزنة مع عبارة مرورك لا تكفي لفتحها على جهاز آخر.
binding-costs = ثمنه: إن ضاع مخزن مفاتيح هذا الجهاز أو أُفرغ فلا تفتح الخزنة إلا كلمات الاستعادة الأربع والعشرون. لتكن بين يديك قبل الربط.
binding-on = مربوطة بهذا الجهاز
binding-off = غير مربوطة
binding-make = اربط بهذا الجهاز
binding-end = أنهِ الربط
binding-made = رُبطت الخزنة بهذا الجهاز.
binding-ended = انتهى الربط. عبارة المرور وحدها تفتح الخزنة.
binding-left = كانت الخزنة مربوطة بجهاز ولم تعد كذلك: عبارة المرور وحدها تفتحها الآن. يمكنك ربطها بهذا الجهاز من الإعدادات.
binding-recovery = هذه الخزنة مربوطة بجهاز. إذا فُتحت بالكلمات على جهاز آخر لم تعد مربوطة.
binding-no-keystore = لا يمكن الوصول إلى مخزن مفاتيح لنظام التشغيل على هذا الجهاز، فلا يمكن الربط به ولا إنهاء الربط هنا.
theme-look = الألوان
look-system = كالجهاز
look-light = فاتح
look-dark = داكن
look-red = مصباح أحمر
text-size = حجم النص
left-handed = أدوات لليد اليسرى أثناء التدوين
lock-after = اقفل إن لم يُلمس مدة
rebuild = أعد بناء القوائم
rebuild-about = تُصنع القوائم والبحث من السجلات. إعادة البناء تصنعها من جديد؛ والسجلات لا تُمس.
rebuilt = صُنعت القوائم من جديد.
# المفاتيح
keys = المفاتيح
key-palette = ابحث وانتقل ونفّذ أي شيء
key-lock = اقفل
key-keys = هذه القائمة
key-answer = نعم، لا، جزئياً، لم يُتحقق
key-question = السؤال السابق أو التالي
key-take = مكتب الدمج: خذ صيغة
key-both = مكتب الدمج: أبقِ الاثنتين
key-edit = مكتب الدمج: صُغها من جديد
key-send-back = مكتب الدمج: أعدها
key-defer = مكتب الدمج: أجّل
key-undo = مكتب الدمج: تراجع
# أنواع نتائج البحث
kind-place = مكان
kind-visit = زيارة
kind-interview = مقابلة
kind-observation = ملاحظة
kind-finding = نتيجة
kind-answer = إجابة
kind-authority = سلطة
kind-draw = قرعة
kind-associate = شخص بلا جهاز
kind-member = عضو
kind-body = الهيئة
kind-rule = قاعدة من قواعد البرنامج
kind-plan = زيارة مخططة
kind-comment = تعليق
kind-task = مهمة
kind-access = الوصول
kind-count = عدد المحتجزين
kind-document = وثيقة المكان
kind-attachment = ملف
kind-sample = سجل
kind-reprisal = سجل الأعمال الانتقامية
kind-screen = شاشة
kind-action = إجراء
action-language = اللغة: { $name }
action-theme = المظهر: { $name }
action-text-larger = نص أكبر
action-text-smaller = نص أصغر
action-left-hand = الأزرار لليد اليسرى
action-right-hand = الأزرار لليد اليمنى
action-capture = سجّل في الموقع
action-keys = قائمة المفاتيح
place-choose = اختر مكاناً
# قوائم التحقق
checklist-prison = سجن
checklist-police-custody = حجز الشرطة
checklist-remand = الحبس الاحتياطي
checklist-immigration-detention = احتجاز المهاجرين
checklist-psychiatric-institution = مؤسسة نفسية
checklist-juvenile-institution = مؤسسة أحداث
# الأخطاء
error-unknown-command = هذا الإصدار لا يعرف كيف يفعل ذلك.
error-bad-arguments = تعذّر فهم ذلك. لم يتغير شيء.
error-no-vault = لا خزنة في هذا المجلد بعد.
error-vault-exists = هناك خزنة هنا. لم يتغير شيء.
error-locked = الخزنة مقفلة.
error-wrong-passphrase = عبارة المرور لا تفتح هذه الخزنة.
error-passphrases-differ = عبارتا المرور مختلفتان.
error-weak-passphrase = عبارة المرور سهلة التخمين.
error-wrong-recovery-words = ليست هذه كلمات استعادة هذه الخزنة، أو في إحداها خطأ.
error-half-lost = هذه الخزنة مربوطة بجهاز، ومخزن مفاتيح هذا الجهاز لا يحمل نصف مفتاحها أو لم يعد يحمله. افتحها بكلمات الاستعادة.
error-no-keystore = تعذّر الوصول إلى مخزن مفاتيح نظام التشغيل، أو لم يسمح بذلك. لم يتغير شيء. الخزنة المربوطة به تُفتح حين يمكن الوصول إليه، أو بكلمات الاستعادة.
error-backed-off = محاولات خاطئة كثيرة. انتظر { $seconds } ثانية.
error-in-use = نسخة أخرى من التطبيق تفتح هذه الخزنة. أغلقها أولاً؛ لم يُمس شيء.
error-damaged = المخزن تالف. لم يُكتب شيء؛ أبقِ المجلد كما هو واسأل مسؤول البيانات.
error-bad-invitation = هذه ليست دعوة إلى مُرحِّل، أو فيها خطأ كتابة. لم يتغير شيء.
error-no-relay = لا يستعمل الفريق مُرحِّلاً.
error-not-read-back = ما كان سيُخزَّن لم يُقرأ كما كُتب. لم يُخزَّن شيء ولم يضع شيء سابق؛ ما كتبته ما زال هنا. حاول مجدداً وأخبر مسؤول البيانات.
error-newer-version = كُتبت هذه الخزنة بإصدار أحدث. حدّث التطبيق أولاً.
error-disk-full = القرص ممتلئ. لم يضع شيء: أفرغ مساحة وحاول مجدداً.
error-read-only = تتعذر الكتابة في المجلد.
error-not-found = ليس هذا على هذا الجهاز.
error-not-empty = سُجّل شيء هناك، فيبقى كما هو.
error-refused = لا يمكن حفظ هذه القيمة ({ $field }). ما كتبته ما زال هنا.
error-not-allowed = لا يفعل ذلك إلا رئيس الفريق.
error-looks-on = أنت مراقب: لن يأخذ الآخرون شيئًا مما تكتبه. اطلب دورًا آخر من رئيس الفريق.
error-no-team = أسّس فريقاً أو انضم إليه أولاً.
error-has-team = هذا الجهاز في فريق.
error-words-differ = الكلمات مختلفة. لا تقبل هذا الجهاز ولا تنضم إلى هذا الفريق.
error-bad-file = هذا الملف تالف أو ليس من Visita. لم يتغير شيء.
error-not-for-this-device = صُنع هذا الملف لأجهزة أخرى.
error-no-consent = لم تُعطَ الموافقة على هذا.
error-open-conflicts = ما زالت هناك اختلافات مفتوحة.
error-left-behind = بقي هذا في المكتب لأجل السفر، أو أنه يتحدث عن كل السجلات ولا يوجد هنا إلا بعضها. أنهِ السفر أولًا من الإعدادات.
error-cannot-leave = أحد هذه السجلات لا بد أن يُحمل: تحتاج إليه الزيارة، أو منه ما ينتظر، أو لا يُعرف جهاز آخر ورد منه شيء في الأيام السبعة الأخيرة ويحمله كاملًا، أو يُحمل قيد عن تلك المقابلة في سجل الأعمال الانتقامية. لم يُترك شيء. تبادلوا ثم انظر مجددًا.
error-already-travelling = هذا الجهاز في سفر، أو لم يرجع إليه بعد كل ما تُرك في السفر السابق.
error-stale = وصل شيء جديد. انظر مجدداً قبل القرار.
error-file-stands = يوجد هناك ملف آخر، أو الخزنة نفسها. يبقى كما هو؛ اختر اسماً آخر: { $field }
error-file-unreachable = تعذّرت قراءة الملف أو كتابته: { $field }

# العضوية: الإزالة والأدوار والمغادرة، وما فعله القادة في الوقت نفسه.
membership = الأعضاء والأجهزة
membership-about = من هنا يُزال الجهاز المفقود والعضو المغادر. يبقى ما كتبوه، أما ما يُكتب بعد ذلك فلا يستطيعون فتحه.
membership-lead-only = القائد هو من يزيل الأجهزة ويمنح الأدوار.
member-remove = إزالة…
member-no-device = لم يبق له جهاز في الفريق
device-lost = مفقود أو غادر…
device-suspended = أزاله قائد آخر في الوقت نفسه
device-leaves = غادر في { $time }
role-change = الدور…
role-change-about = يستطيع القائد قراءة كل مقابلة. ومن لم يعد قائدًا لا يستطيع فتح ما يُكتب من الآن.
removal = الإزالة من الفريق
removal-of = سيُزال:
removal-held = ما لديهم
removal-unheard = لم يرد منه شيء منذ انضمامه
removal-records-held =
    { $count ->
        [zero] لم يكن لديه أي سجل
        [one] كان لديه سجل واحد، مفتوح أو مختوم
        [two] كان لديه سجلان، مفتوحان أو مختومان
        [few] كان لديه { $count } سجلات، مفتوحة أو مختومة
        [many] كان لديه { $count } سجلًا، مفتوحًا أو مختومًا
       *[other] كان لديه { $count } سجل، مفتوح أو مختوم
    }
removal-reads = يستطيعون فتح الزيارات والأماكن (العدد: { $records }) والمقابلات (العدد: { $interviews }) كما هي اليوم.
removal-past = ما قرأه الجهاز قد يبقى فيه: الإزالة لا تمحو منه شيئًا. إذا صودر فحذّروا كل من ورد اسمه فيه.
removal-then = ما الذي سيتغير
removal-keys =
    { $count ->
        [zero] لا يحتاج أي سجل إلى مفتاح جديد.
        [one] سجل واحد يحصل على مفتاح جديد لن يكون لديهم.
        [two] سجلان يحصلان على مفتاحين جديدين لن يكونا لديهم.
        [few] { $count } سجلات تحصل على مفاتيح جديدة لن تكون لديهم.
        [many] { $count } سجلًا تحصل على مفاتيح جديدة لن تكون لديهم.
       *[other] { $count } سجل تحصل على مفاتيح جديدة لن تكون لديهم.
    }
removal-journey = إن كان جهاز في سفر فلا يُعاد إليه مفتاح سفره بعد ذلك: تضيع المسودات والأسماء الحقيقية التي تركها. أما السجلات فعند الزملاء.
removal-kept =
    { $count ->
        [zero] لم يصل منهم شيء إلى هنا.
        [one] تغيير واحد منهم موجود هنا، ويبقى.
        [two] تغييران منهم موجودان هنا، ويبقيان.
        [few] { $count } تغييرات منهم موجودة هنا، وتبقى.
        [many] { $count } تغييرًا منهم موجودة هنا، وتبقى.
       *[other] { $count } تغيير منهم موجودة هنا، وتبقى.
    }
removal-later = ما كتبوه ولم يرسلوه من قبل يذهب إلى الحجر، والقرار لكم. يظل الزملاء يكتبون بالمفاتيح القديمة حتى يعلموا بالإزالة: أرسلوا إليهم حزمة قريبًا.
remove = إزالة
removed = أُزيل. أرسلوا حزمة إلى الآخرين ليعلموا بذلك.
leave = مغادرة الفريق…
leave-about = يُكتب ملف أخير للقادة: كل ما ليس لديهم بعد، وأنك تغادر. بعد ذلك لا يمكن تسجيل شيء على هذا الجهاز.
left = كُتب في { $path }. احمله إلى قائد.
left-already = غادر هذا الجهاز الفريق. لا يُسجَّل عليه شيء بعد الآن؛ احمل ملفه الأخير إلى قائد.
forks = فعله قائد آخر في الوقت نفسه
forks-about = غيّر قائدان الفريق دون أن يعلم أحدهما بالآخر. أحد التغييرين معتمد على كل جهاز، وهذه ليست معتمدة بعد. لا يُرسل شيء إلى جهاز مذكور هنا للإزالة حتى يُحسم ذلك.
fork-admit = قبول { $name } بدور { $role }
fork-remove = إزالة جهاز تابع لـ { $name }
fork-role = منح { $name } دور { $role }
fork-keep = أخذ المزيد مما كتبه { $name } قبل الإزالة
fork-relay = تغيير مُرحِّل الفريق
fork-found = تأسيس الفريق
fork-by = بواسطة
fork-moot = الأمر كذلك بالفعل
fork-redo = إعادة ذلك كله
fork-dismiss = تركه
fork-dismiss-of = تركه: { $what }
fork-lead-only = يستطيع القائد إعادة ذلك.

# من يقرأ المقابلة.
readers = من يمكنه قراءتها
readers-few = كاتبها والقادة
readers-chosen = آخرون مختارون أيضًا
readers-team = الفريق كله
readers-of-visit = كل من يحق له قراءة الزيارة
readers-who = من أيضًا
readers-nobody = لا أحد آخر للاختيار.
readers-change = تغيير من يمكنه قراءتها
readers-keep = حفظ
readers-closed = هذه المقابلة مختومة لآخرين الآن: ترى ما كان بإمكانك قراءته من قبل، ولا شيء أحدث.
readers-about = تحملها الأجهزة الأخرى مختومة. تعرف أنها موجودة، ولا شيء غير ذلك.
readers-past = من يُضاف يقرؤها من البداية. ومن يُستبعد يحتفظ بما قرأه، ولا يستطيع فتح ما يُكتب من الآن.
why-author = الكاتب
why-lead = قائد
why-chosen = مختار
why-team = الفريق
interviews-sealed =
    { $count ->
        [zero] لا مقابلات مختومة
        [one] مقابلة مختومة واحدة، لآخرين
        [two] مقابلتان مختومتان، لآخرين
        [few] { $count } مقابلات مختومة، لآخرين
        [many] { $count } مقابلة مختومة، لآخرين
       *[other] { $count } مقابلة مختومة، لآخرين
    }
bundle-sealed =
    { $count ->
        [zero] لا تغييرات مختومة لآخرين.
        [one] تغيير واحد مختوم لآخرين، ويُنقل كما هو.
        [two] تغييران مختومان لآخرين، ويُنقلان كما هما.
        [few] { $count } تغييرات مختومة لآخرين، وتُنقل كما هي.
        [many] { $count } تغييرًا مختومًا لآخرين، وتُنقل كما هي.
       *[other] { $count } تغيير مختوم لآخرين، وتُنقل كما هي.
    }
report-sealed-note =
    { $count ->
        [zero] لا مقابلات مختومة لآخرين.
        [one] مقابلة واحدة مختومة لآخرين: لا شيء منها في هذا التقرير.
        [two] مقابلتان مختومتان لآخرين: لا شيء منهما في هذا التقرير.
        [few] { $count } مقابلات مختومة لآخرين: لا شيء منها في هذا التقرير.
        [many] { $count } مقابلة مختومة لآخرين: لا شيء منها في هذا التقرير.
       *[other] { $count } مقابلة مختومة لآخرين: لا شيء منها في هذا التقرير.
    }
quarantine-accept = أخذه عن علم
quarantine-accept-of = أخذ ما جاء من { $by } عن علم
reason-roster-fork-settled = فعله قائد آخر في الوقت نفسه؛ حُسم منذ ذلك الحين
error-not-reader = هذا السجل لآخرين. ما كتبته لا يزال هنا.
error-last-lead = لن يبقى للفريق قائد. اجعل عضوًا آخر قائدًا أولًا.
error-has-left = غادر هذا الجهاز الفريق. لا يُسجَّل عليه شيء بعد الآن.
error-no-network = لا توجد شبكة. اتصل بشبكة لاسلكية أو سلكية ثم أعد المحاولة.
error-nearby-off = التبادل مع الأجهزة القريبة متوقف. شغّله أولاً.
error-bad-address = هذا ليس عنوان جهاز قريب، أو فيه خطأ أو نقص. انسخه مجدداً من الشاشة الأخرى.
error-carrier-failed = توقف التبادل بسبب خلل فيه. لم يضِع شيء؛ شغّله من جديد.
# في الموقع
draft-found = تابعنا من حيث توقفت. لم يُحفظ بعد.
draft-discard = ابدأ من جديد
meanwhile-text = كتب زميل هنا في هذه الأثناء:
meanwhile-mine = احتفظ بما كتبت
whole-number = عدد صحيح من فضلك: الأشخاص والأيام والساعات لا تُجزّأ.
answered-elsewhere = أُجيب عنه في قسم آخر: { $area }
noted-by = دوّن { $by }: { $note }
note-kept = حُفظت الملاحظة بلا إجابة.
source-of = المصدر: { $source }
source-not-said = لم يُذكر المصدر
awake = تبقى الشاشة مضاءة
# المخاطر
risks-today = أشخاص في خطر
risk-by = { $by }، { $time }
risk-due = في { $day }
risk-check-on = التحقق من الانتقام
risk-urgent = أمر عاجل
risk-open = افتح المقابلة
risk-handle = قل ما الذي اتُّخذ
risk-what = ما الذي اتُّخذ، ومع من
risk-handled = دُوّن باسمك.
risk-handled-title = ما الذي اتُّخذ
risk-waits = ينتظر من يتابعه
# المقابلة
script-big = اعرضه كبيراً
script-language = لغة النص
language-of-interview-other = لغة أخرى
frame-end = نهاية الحديث
frame-end-now = ينتهي الآن
earshot-nobody = لا أحد
earshot-staff = موظفون
earshot-others = محتجزون آخرون
setting-room = غرفة بابها مغلق
setting-cell = زنزانة
setting-yard = ساحة
setting-office = مكتب
named-warning = سمّته الإدارة: اسأل نفسك من لم تُسمِّه.
note-taker-none = من أجرى المقابلة
yes-no-unset = لم يُذكر
guardian = وليّ يوافق أيضاً، بصفته
guardian-hint = دون الثامنة عشرة يحتاج ما يتجاوز الحديث وتدوينه إلى ولي أيضاً. وإذا كان الولي جزءاً من الخطر فاتركه فارغاً: لا يُشارك شيء عندئذ.
guardian-needed = لا استعمال بلا ولي
vulnerabilities = أوجه الضعف
age-band = العمر
injuries = الإصابات
injuries-about = المس الرسم أو اختر من القائمة. اليمين واليسار يمين الشخص نفسه ويساره.
injury-region = منطقة من الجسم
injury-add = أضف إصابة
injury-drop = أزل { $region }
injury-what = ما يُرى أو يُروى: { $region }
injury-seen = شوهدت ولم تُروَ فقط
body-front = من الأمام
body-back = من الخلف
clinicians-assess = مدى توافق الأثر مع الرواية يقوله المختصون الصحيون: الخبراء، أو من وُضعت هذه العلامة على مقعده.
clinician-long = مختص صحي: له أن يقيّم الإصابات
recontact-wanted = يريد أن نتصل به ثانية
analysis = التحليل
analysis-findings = الاستنتاجات المبنية عليها
analysis-no-findings = لا استنتاج مبني عليها بعد.
ending = إنهاء الحديث
ending-read-back = قرأت عليه ما دوّنته
ending-read-back-text = اقرأه عليه بكلمات يفهمها. وصحّح ما يصححه.
ending-withdraw = سُئل: «هل تريد سحب شيء؟»
ending-withdraw-text = اسحب موافقة أو إفادة أعلاه؛ ويُعرض أولاً ما يُخفى.
ending-check = اتفقا على يوم للتحقق من أنه لم يتضرر لأنه تحدث
ending-done = انتهى الحديث.
stamp-add = أدرج الوقت
chips-theme = أدرج موضوعاً
# الملاحظات
observation-edit = صحّح
observation-change = تصحيح ملاحظة
observation-withdraw = اسحب
observation-restore = أعدها
observation-withdrawn = مسحوبة
# المسار
journey-prepare = جُهّز { $done } من { $all }
journey-on-site = أُجيب عن { $done } من { $all }
journey-debrief =
    { $open ->
        [0] لا شيء مفتوح
        [one] واحد مفتوح
        [two] اثنان مفتوحان
        [few] { $open } مفتوحة
       *[other] { $open } مفتوحاً
    }
journey-report =
    { $count ->
        [0] لا استنتاج
        [one] استنتاج واحد
        [two] استنتاجان
        [few] { $count } استنتاجات
       *[other] { $count } استنتاجاً
    }
error-clinicians-only = لا يقيّم الإصابات إلا مختص صحي في الوفد. ما كتبته ما زال هنا.
error-source-unknown = لم يقل أحد من أين تأتي هذه الإجابة. افتحها واختر مصدرها أولاً.
error-no-answer = لا أحد يجيب هناك. هل الجهازان على الشبكة نفسها؟
error-token-spent = استُعمل هذا العنوان أو انتهى وقته. اطلب عنواناً جديداً.

# العودة إلى الخزنة: حصص من مفتاح عند الزملاء
back-in = العودة إلى الخزنة
back-in-go = الحصص والتجربة والورقة المطبوعة
back-in-about = إن نسيت عبارة المرور وضاعت كلمات الاستعادة استطاع زملاؤك معاً أن يعيدوك إلى خزنتك. لا يستطيع ذلك واحد منهم وحده، ولا يحتاج شيء من هذا إلى شبكة.
back-in-team = أعطِ زملاءك حصصاً من مفتاح، وخذ حصصهم وأجب طلباتهم.
back-in-opened = عدت إلى خزنتك. استُعملت الحصص: اصنع حصصاً جديدة الآن.
back-in-tested = جُرّبت الاستعادة في { $day }
back-in-untested = لم تُجرَّب الاستعادة قط
back-in-outdated = الحصص قديمة: اصنع حصصاً جديدة
back-in-left = الحصص قديمة. لم يعد في الفريق: { $names }
shares = حصصك
shares-none = لم تعطِ أحداً حصة. إن ضاعت عبارة المرور وكلمات الاستعادة معاً لم يستطع أحد إعادتك.
shares-too-few = تحتاج الحصص إلى زميلين في الفريق على الأقل، بحسب ما يعلمه هذا الجهاز.
shares-for = من يأخذ حصة
shares-needed = كم منهم يكفي لإعادتك
shares-needed-hint = العدد الأكبر أأمن من تواطؤ قلة، والأصغر أأمن حين يتعذر الوصول إلى بعضهم.
shares-needed-of = { $needed } من { $holders }
shares-file = ملف الحصص
shares-file-hint = ملف واحد لهم جميعاً. يقرأ كل منهم حصته فيه ولا شيء غيرها.
shares-anew = لا تفتح الحصص الأقدم خزنتك كما تصير بعد ذلك. من نسخ مجلدها من قبل يستطيع استعمالها على نسخته، ومفتاحها هو أيضاً مفتاح ما تكتبه لاحقاً.
shares-make = اصنع الحصص
shares-make-anew = اصنع حصصاً جديدة
shares-made = الحصص في { $path }. احمل هذا الملف إلى كل منهم؛ يأخذونه من صفحة "العودة إلى الخزنة".
shares-stand = عدد من يكفي من هؤلاء الزملاء معاً لإعادتك: { $needed }
shares-left = لم يعد في الفريق
shares-made-on = صُنعت الحصص في { $day }
shares-mark = بصمة الخزنة وحصصها
shares-mark-is = البصمة: { $words }
shares-end = أنهِ الحصص
shares-end-text = لن يستطيع أي زميل إعادتك بعد ذلك. تفتح عبارة المرور وكلمات الاستعادة الخزنة كما من قبل.
shares-ended = انتهت الحصص: لم تعد تفتح هذه الخزنة. أما نسخة من مجلدها من قبل فما زالت تُفتح بها.
ask = اسأل الزملاء
ask-about = عدد الزملاء حاملي حصص هذه الخزنة الذين يكفون معاً لإعادتك: { $needed }. اصنع طلباً وأوصله إليهم بأي وسيلة: لا سر فيه.
ask-make = اصنع الطلب
ask-words = اتصل بكل زميل أو قابله واقرأ له هذه الكلمات جهراً. يكتب هو ما يسمعه.
ask-qr = الطلب رمزاً
ask-lapses = تُؤخذ الأجوبة حتى { $moment }.
ask-give-up = اترك هذا الطلب
ask-unreadable = لا يمكن استعمال ما طُلب على حاله. لم يُحذف منه شيء. يمكنك تركه والطلب من جديد.
answer-of-share = جواب بالحصة رقم { $share }
answer-disputed = يحمل جوابان هذه الحصة ويختلفان: أحدهما زائف. اسأل الزميل.
answer-drop = أسقط الجواب بالحصة رقم { $share }
answer-file = ملف الجواب
answer-file-hint = اتركه فارغاً ليُعرض نصاً فقط.
answer-text = الجواب نصاً
answer-qr = الجواب رمزاً يُمسح
answer-text-or = أو الجواب نصاً
answer-take = خذ الجواب
answer-taken = الجواب يوافق هذا الطلب وقد أُخذ.
answer-known = أُخذ هذا الجواب من قبل.
answers-count = الأجوبة: { $have } من { $needed }
rehearsal = تجربة
rehearsal-about = جرّبها وأنت ما زلت تعرف عبارة المرور: الطلب نفسه والأجوبة نفسها. تنتهي باختبار ولا يتغير شيء.
rehearsal-test = اختبر الأجوبة
rehearsal-done = هذه الأجوبة تفتح خزنتك. حُفظ التاريخ.
words-test = كلمات الاستعادة
words-test-do = اختبر الكلمات
words-test-done = هذه الكلمات تفتح خزنتك. حُفظ التاريخ.
words-tested-on = اختُبرت في { $day }
words-never-tested = لم تُختبر قط
held = حصص تحملها لغيرك
held-none = لا تحمل حصصاً لغيرك.
share-file = ملف حصص من زميل
share-take = خذ الحصة
share-taken = حُفظت الحصة في خزنتك.
share-drop = تخلَّ عن هذه الحصة
share-drop-of = تخلَّ عن الحصة المحفوظة من أجل { $member }
share-drop-text = لن تستطيع بعد ذلك أن تساعد في فتح تلك الخزنة، إلا إن أحضر إليك صاحبها الملف مرة أخرى.
share-dropped = تخليت عن الحصة.
answering = أجب زميلاً
answering-about = يطلب أحدهم حصتك ليعود إلى خزنته أو ليجرب ذلك. لا تجب إلا من تسمعه أو تراه بنفسك.
answering-who = هذا الطلب لخزنة
answering-when = طُلب في { $asked }.
answering-made = الحصة التي تحملها صُنعت في { $made }.
answering-which = يقول أكثر من زميل إن هذه الخزنة له. أجب بحصة من تسمعه أو تراه.
answering-beware = لا شيء في الطلب يثبت من أرسله. من عنده نسخة من الخزنة يستطيع صنعه. اتصل بالرقم الذي تعرفه أو قابله.
answering-words = الكلمات الست التي يقرؤها لك
answering-words-hint = بترتيبها. لا تُعرض هنا: يجب أن تسمعها.
answering-sure = أعرف الصوت أو الوجه
answering-do = أجب بحصتي
answer-made = أعد هذا الجواب إليه. لا يستطيع غيره فتحه.
sheet-open = ورقة للطباعة
sheet-print = اطبع
sheet-title = كيف تعود إلى Visita
sheet-about = لحين تُنسى عبارة المرور وتضيع كلمات الاستعادة. يكفي { $needed } من { $holders } من الزملاء أدناه لإعادتك معاً.
sheet-step-1 = افتح Visita واختر "نسيت عبارة المرور" ثم "اسأل الزملاء".
sheet-step-2 = اصنع طلباً وأوصله إلى الزملاء أدناه ملفاً أو نصاً. لا سر فيه.
sheet-step-3 = اتصل بكل واحد أو قابله. اقرأ له الكلمات الست التي على شاشتك. لا يستطيع الزميل أن يجيب إلا بها.
sheet-step-4 = خذ الأجوبة. إذا بلغت { $needed } فاختر عبارة مرور جديدة، فتُفتح الخزنة.
sheet-step-5 = ثم اصنع حصصاً جديدة واطبع هذه الورقة مرة أخرى.
sheet-holders = من يحمل حصة
sheet-reach = كيف تصل إليه:
sheet-words = أين تُحفظ كلمات الاستعادة الأربع والعشرون
sheet-secret = هذه الورقة لا تفتح شيئاً. لا تكتب عليها عبارة المرور ولا الكلمات. فيها أسماء زملاء: احفظها في مكان آمن.
error-no-shares = لا يحمل أحد حصصاً من هذه الخزنة. افتحها بكلمات الاستعادة.
error-no-share-held = لا تحمل حصة من الخزنة المطلوبة. خذ أولاً ملف حصص صاحبها إن أُعطيته.
error-other-shares = صُنعت الحصص من جديد بعد ذلك. الأقدم لا تفتح الخزنة كما هي الآن؛ خذ أحدث ملف حصص. لم يتغير شيء.
error-nothing-asked = لم يُطلب شيء بعد، أو تُرك الطلب. اصنع طلباً أولاً.
error-request-ahead = بحسب ساعة هذا الجهاز صُنع الطلب في المستقبل: إحدى الساعتين خاطئة. لم يتغير شيء.
error-already-asked = ثمة طلب ينتظر الأجوبة. خذها، أو اتركه أولاً.
error-asking-damaged = لم يعد ما طُلب مقروءاً. لم يتغير شيء؛ اتركه واطلب من جديد.
error-request-lapsed = مضى على الطلب أكثر من سبعة أيام. يجب صنعه من جديد.
error-other-request = هذا جواب عن طلب آخر. لم يتغير شيء.
error-too-few-answers = الأجوبة أقل مما يلزم. لم يتغير شيء؛ اسأل زملاء آخرين.
error-answers-unfit = لا تفتح هذه الأجوبة الخزنة معاً: أحدها ليس ما يقول. لم يتغير شيء؛ اسأل زميلاً آخر.
error-unknown-sender = هذا الملف من جهاز ليس في الفريق بحسب ما يعلمه هذا الجهاز. تبادل مع الفريق أولاً. لم يتغير شيء.

## السجل: الحقائق والوحدات والإحصاءات وجهات الاتصال والوثائق

not-said = لم يُذكر شيء
place-who-runs = من يديره
place-where-when = أين هو ومنذ متى
place-who-held = من المحتجزون فيه
place-authority-record = السلطة في القائمة
place-authority-hint = بالكلمات، إن لم تكن في القائمة أو كان هناك ما يضاف
authority-none = لم تُختر من القائمة
degrees-wrong = درجات عشرية من −{ $most } إلى { $most }، مثل 33.5138
degrees-hint-north = درجات عشرية، سالبة جنوب خط الاستواء
degrees-hint-east = درجات عشرية، سالبة غرب غرينتش
place-counted = المحتجزون { $held } في { $day }
place-closed = مغلق منذ { $day }
place-position = { $north }، { $east }
place-units = الوحدات
place-units-empty = لا وحدات بعد. الأجنحة والعنابر تُظهر ما لم يُزَر.
unit-add = أضف وحدة
unit-change = عدّل الوحدة { $name }
unit-title = وحدة
unit-capacity = السعة { $count }
place-counts = الإشغال عبر الزمن
counts-on-site =
    { $count ->
        [one] عُدّوا في الموقع في زيارة واحدة
        [two] عُدّوا في الموقع في زيارتين
        [few] عُدّوا في الموقع في { $count } زيارات
       *[other] عُدّوا في الموقع في { $count } زيارة
    }
place-counts-empty = لا إحصاءات بعد. الإحصاء يقول كم كان عدد المحتجزين في يوم ما.
count-add = أضف إحصاء
count-change = عدّل إحصاء { $day }
count-title = إحصاء
count-plot = عدد المحتجزين والسعة الرسمية من { $from } إلى { $until }
count-plot-held = عدد المحتجزين
count-plot-capacity = السعة الرسمية
count-table = الأرقام
count-day = اليوم
count-held = المحتجزون
count-capacity = السعة
count-women = النساء
count-minors = دون 18
count-foreign = الأجانب
count-remand = احتياطياً
count-source = المصدر
place-contacts = جهات الاتصال
place-contacts-empty = لا جهات اتصال بعد.
contact-add = أضف جهة اتصال
contact-change = عدّل جهة الاتصال { $name }
contact-title = جهة اتصال
contact-hint = تبقى جهات الاتصال في السجل: لا يحملها أي تقرير، ولا يحملها جدول يُكتب إلا إذا اختار أحدهم ذلك.
place-documents = الوثائق
place-documents-empty = لا وثائق بعد. يقول السجل ما الموجود وأين يُحفظ، ويمكن إرفاق نسخة.
document-add = أضف وثيقة
document-change = عدّل الوثيقة { $name }
document-title = وثيقة
# Files kept with a record
attachments = الوثائق
joint-documents-team = يقرأ الفريق كله هذه الوثائق، أياً كان من يجوز له قراءة التوصيات.
attachment-add = أرفق ملفاً
attachment-hint = تُحفظ نسخة مع السجل، مشفّرة مثله. أما الملف نفسه فيبقى في مكانه.
attachment-name = ما اسمه
attachment-name-hint = إن تُرك فارغاً: اسم الملف.
attachment-save = احفظ نسخة
attachment-save-hint = النسخة غير مشفّرة: من وجدها قرأها. ويجب ألا يكون هناك ملف بهذا الاسم.
attachment-saved = كُتبت النسخة: { $path }
attachment-removed = أُزيل من القائمة. وتبقى النسخ على الأجهزة الأخرى.
attachment-coming = في الطريق: { $here } من { $all }
attachment-missing = لم يصل بعد
attachment-unreadable = كتبته نسخة أحدث من البرنامج
# A place: what is asked for, and what was concluded there
place-recommendations = التوصيات المفتوحة
place-recommendations-none = لا شيء منتظر هنا.
place-findings = الاستنتاجات بحسب الزيارة
place-findings-none = لا استنتاجات في هذا المكان.
place-findings-visit = استنتاجات هذه الزيارة
day-none = بلا يوم
part-name = الاسم
part-role = ما عملهم هناك
part-phone = الهاتف
part-mail = العنوان أو البريد
part-note = ملاحظة
part-regime = النظام
part-gender = لمن
part-capacity = السعة
part-day = اليوم
part-held = عدد المحتجزين
part-women = منهم نساء
part-minors = منهم دون الثامنة عشرة
part-foreign = منهم أجانب
part-remand = منهم موقوفون احتياطياً
part-source = مصدر الأرقام
part-title = العنوان
part-date = التاريخ
part-kept = مكان الحفظ
part-dropped = رُفعت من القائمة
part-in-conflict = الأجهزة مختلفة
part-of-other = في السجل { $name }

## سجلات مكان واحد

place-stands = يظهر هذا السجل تحت آخر، وهو القائم عن الاثنين:
place-stands-for = وهو قائم أيضاً عن:
place-part-again = ليسا المكان نفسه
place-parted = عاد السجلان منفصلين
place-merge = هو نفسه مكان آخر…
place-merge-title = هو نفسه المكان
place-merge-text = يحتفظ هذا السجل بكل ما كُتب فيه ويظهر تحت الآخر، ويمكن الرجوع عن ذلك في أي وقت.
place-merge-do = هما المكان نفسه
place-merged = يظهر الاثنان واحداً
duplicates = قد تكون المكان نفسه
duplicates-empty = لا سجلين يبدوان مكاناً واحداً
duplicates-empty-text = قورنت أسماء الأماكن كلها وأنواعها ومناطقها والمسافات بينها.
duplicates-text = قد يكون كل زوج مكاناً واحداً كُتب مرتين. لا يضيع شيء بقول ذلك، ويمكن الرجوع عنه.
duplicates-keep = أبقِ «{ $name }»
duplicates-apart = مكانان
duplicates-apart-said = بقيا منفصلين
like-name = تشابه الاسمين: { $percent }٪
like-type = النوع نفسه
like-region = المنطقة نفسها
like-metres = بينهما { $metres } م
like-kilometres = بينهما { $kilometres } كم

## مرشحات السجل

filter-region = المنطقة
filter-all-regions = كل المناطق
filter-authority = السلطة
filter-all-authorities = كل السلطات
filter-only = أظهر
filter-only-all = كل الأماكن
filter-only-open = المستعملة
filter-only-never = ما لم يُزَر قط
filter-only-over = ما تجاوز السعة
filter-only-suspected = المشتبه بها أو غير الرسمية
filter-only-disputed = ما اختلفت فيه الأجهزة
filter-only-closed = المغلقة
filter-clear = أظهر الكل
filter-keep = احفظ هذا المرشح…
filter-keep-title = احفظ هذا المرشح
filter-keep-name = اسمه
filter-drop = انسَ المرشح { $name }
places-none = لا مكان يوافق هذه المرشحات
places-more = المزيد
places-list = الأماكن

## جداول الأماكن

table-import = أدخل جدولاً…
table-import-title = إدخال جدول أماكن
table-import-text = ملف CSV أو XLSX، صفه الأول عناوين الأعمدة: أماكن، أو وحدات أو جهات اتصال أو وثائق أو إحصاءات لأماكن موجودة هنا. لا يُكتب شيء قبل أن تقول ذلك. وما تقوله عنه يبقى إذا ذهبت إلى شاشة أخرى.
table-file = الملف
table-look = انظر فيه
table-sheet = الورقة
table-others = أوراق أخرى في هذا المصنف:
table-holds = ما هي الصفوف
table-holds-place = الأماكن
table-holds-unit = الوحدات
table-holds-contact = جهات الاتصال
table-holds-document = الوثائق
table-holds-count = الإحصاءات عبر الزمن
table-columns = ما يحمله كل عمود
table-columns-text = خُمّن من العناوين. عدّل ما كان خطأ، والأعمدة المتروكة لا تُقرأ.
table-column-out = متروك
table-example = مثلاً { $text }
table-types = أنواع غير معروفة
table-types-text = قل ما تعنيه كل كلمة. وإلى ذلك الحين لا تؤخذ صفوفها. وحيث لا يناسب أي نوع فقل «آخر»: تبقى الكلمة مع المكان.
table-type-open = لم يُقل بعد
table-type-rows = { $count ->
    [zero] لا صفوف
    [one] صف واحد
    [two] صفان
    [few] { $count } صفوف
    [many] { $count } صفاً
   *[other] { $count } صف
    }
table-type-like = { $count ->
    [zero] لا صفوف
    [one] صف واحد
    [two] صفان
    [few] { $count } صفوف
    [many] { $count } صفاً
   *[other] { $count } صف
    }، والأرجح { $type }
table-types-likely = { $count ->
    [zero] خذ الأرجح
    [one] خذ الأرجح
    [two] خذ الأرجح في الكلمتين
    [few] خذ الأرجح في { $count } كلمات
    [many] خذ الأرجح في { $count } كلمة
   *[other] خذ الأرجح في { $count } كلمة
    }
table-rows = ما الذي سيكون من الصفوف
table-verdict-new = جديد
table-verdict-same = كما هو
table-verdict-changed = تغيّر
table-verdict-duplicate = قد يكون معروفاً
table-verdict-unplaced = المكان غير واضح
table-verdict-repeated = مكرر
table-verdict-refused = لا يمكن أخذه
table-row = الصف { $number }
table-change = { $field }: { $was } ← { $now }
table-nothing = لا شيء
table-reason-columns = لا عمود يحمل الاسم
table-reason-part-columns = لا عمود يحمل المكان، أو ما يتحدث عنه الصف
table-reason-no-place = ليس في السجل مكان كهذا: أدخل أماكنه أولاً
table-reason-several = هناك عدة بهذا الاسم، ولا واحد منها يقول هذا
table-repeats = يقول المكان نفسه كالصف { $number }: لا يميزهما الاسم ولا النوع ولا الموقع
table-repeats-part = يقول ما يقوله الصف { $number }: لا يميزهما المكان ولا الاسم
table-reason-field = لا يُقرأ: { $field }
table-choice = الصف { $number }: ما العمل
table-choice-add = أضفه
table-choice-change = عدّل المكان
table-choice-change-part = عدّل ما هو موجود
table-choice-leave = اتركه
table-merged = يذكر الصف سجلاً مدموجاً في هذا المكان
table-no-change = لا يذكر الصف شيئاً مختلفاً
table-choice-into = هو { $name }
table-choice-of = هو من { $name }
table-do = { $count ->
    [0] لا شيء يُدخَل
    [one] أدخل صفاً واحداً
    [two] أدخل صفين
    [few] أدخل { $count } صفوف
    [many] أدخل { $count } صفاً
   *[other] أدخل { $count } صف
}
table-running = { $done } من { $all } صفاً
table-goes-on = يستمر وأنت في شاشة أخرى.
table-stop = توقف هنا
table-stopped = توقف. ما أُدخل باقٍ.
table-halted = أُضيف { $added } وتغيّر { $changed }، ثم رُفض الباقي. بقي من الصفوف { $remaining }.
table-go-on = متابعة
table-done = أضيف { $added }، وعُدّل { $changed }، وتُرك { $left }
table-left = { $count ->
    [zero] لم يُترك أي صف
    [one] تُرك صف واحد
    [two] تُرك صفان
    [few] تُركت { $count } صفوف
    [many] تُرك { $count } صفاً
   *[other] تُرك { $count } صف
    }
table-left-chosen = تُرك كما اختير
table-left-duplicate = تُرك: قد يكون مكاناً معروفاً
table-left-repeated = تُرك: يكرر صفاً سابقاً
table-left-unplaced = تُرك: عدة أماكن تحمل هذا الاسم
table-left-stands = تُرك: هو موجود هناك ويقول غير ذلك
table-left-stale = تُرك: غيّر أحدهم المكان في هذه الأثناء
table-again = جدول آخر
table-to-places = إلى الأماكن
table-all-verdicts = كل الصفوف
table-column-id = المعرّف
table-column-name = الاسم
table-column-place-type = نوع المكان
table-column-other-type = نوع آخر
table-column-authority = السلطة المسؤولة
table-column-operator = الجهة المشغّلة
table-column-operator-name = اسم الجهة المشغّلة
table-column-legal-basis = الأساس القانوني
table-column-region = المنطقة
table-column-address = العنوان
table-column-latitude = خط العرض
table-column-longitude = خط الطول
table-column-capacity = السعة الرسمية
table-column-occupancy = عدد المحتجزين
table-column-turnover = عدد الداخلين سنوياً
table-column-vulnerable = الفئات المحتجزة
table-column-opened-on = مستعمل منذ
table-column-closed-on = لم يعد مستعملاً منذ
table-column-suspected = مشتبه به
table-column-suspected-note = المعروف عنه
table-column-place-id = معرّف المكان
table-column-place = المكان
table-column-unit = الوحدة
table-column-regime = النظام
table-column-gender = من يُحتجز فيها
table-column-contact = جهة الاتصال
table-column-role = الدور
table-column-phone = الهاتف
table-column-mail = البريد
table-column-note = ملاحظة
table-column-document = الوثيقة
table-column-dated = تاريخها
table-column-kept = أين تُحفظ
table-column-counted-on = يوم الإحصاء
table-column-held = عدد المحتجزين
table-column-women = النساء
table-column-minors = دون 18
table-column-foreign = الأجانب
table-column-remand = احتياطياً
table-column-source = مصدر الأرقام
table-export = اكتب جدولاً…
table-file-name = الأماكن
table-export-only = الأماكن المعروضة فقط: { $count }
table-export-do = اكتبه
place-coordinates = موقعه
table-export-title = كتابة السجل في جدول
table-export-text = حقائق الأماكن، وما تختاره معها. الملف غير مشفر: من حصل عليه قرأه.
table-export-parts = مع الحقائق
table-export-contacts = جهات الاتصال أشخاص: من حصل على الملف حصل على أسمائهم وأرقامهم.
table-export-beside = لكل منها ملف بجانب الأول، مثل «places-units.csv». وحيث لا يمكن في الهاتف وضع ملفات متجاورة فاختر XLSX.
table-export-replace = اكتب فوق الملفات الأقدم الموجودة بجانب الأول
table-export-format = الصيغة
table-format-csv = ‏CSV، لأي برنامج
table-format-xlsx = ‏XLSX، لبرامج الجداول
table-export-done = { $count ->
    [zero] لم يُكتب أي مكان
    [one] كُتب مكان واحد
    [two] كُتب مكانان
    [few] كُتبت { $count } أماكن
    [many] كُتب { $count } مكاناً
   *[other] كُتب { $count } مكان
}
table-export-parts-done = { $count ->
    [one] ومعها صف واحد
    [two] ومعها صفان
    [few] ومعها { $count } صفوف
    [many] ومعها { $count } صفاً
   *[other] ومعها { $count } صف
    }

error-bad-table = ليس الملف جدولاً يُقرأ هنا. احفظه بصيغة CSV بترميز UTF-8 أو بصيغة XLSX، وفي صفه الأول عناوين الأعمدة. لم يتغير شيء.
error-table-too-large = في الجدول أكثر مما يمكن أخذه مرة واحدة (20,000 صف و200 عمود). لم يتغير شيء.

## السلطات

nav-authorities = السلطات
authorities-empty = لا سلطات بعد
authorities-empty-text = من يدير الأماكن أو يُسأل عنها، ومن توجَّه إليه التوصيات.
authority-add = أضف سلطة
authority-change = عدّل
authority-name = الاسم
authority-kind = ما هي
authority-parent = السلطة التي فوقها
authority-no-parent = لا شيء
authority-address = عنوان المراسلات
authority-contact = من يُقصد هناك
authority-phone = الهاتف
authority-mail = البريد
authority-drop = لم تعد قائمة
authority-dropped = لم تعد قائمة
authority-below = السلطات التي تحتها
authority-places = الأماكن التي تُسأل عنها
authority-no-places = لم يُربط بها مكان بعد.
authority-count-places = { $count ->
    [0] لا أماكن
    [one] مكان واحد
    [two] مكانان
    [few] { $count } أماكن
    [many] { $count } مكاناً
   *[other] { $count } مكان
}
authority-under = تحت { $name }
# One reply to many recommendations
correspondence = الرسائل والردود
correspondence-letters = الرسائل المرسلة
correspondence-replies = ردود على توصيات عدة
correspondence-none = لم تُرسل إليها رسالة بعد.
letter-of = رسالة { $day }
letter-unanswered =
    { $count ->
        [zero] كلها رُدَّ عليها
        [one] واحدة بلا رد
        [two] اثنتان بلا رد
        [few] { $count } بلا رد
        [many] { $count } بلا رد
       *[other] { $count } بلا رد
    }
letter-answer = تسجيل رد على هذه الرسالة
letter-correct = تصحيح الرسالة
joint-add = تسجيل رد على توصيات عدة
joint-from = من
joint-of = رد { $day }
joint-about = كثيراً ما يجيب رد واحد عن توصيات عدة. يُكتب تاريخه ومرجعه مرة واحدة، وتأخذ كل توصية ما يقوله عنها.
joint-which = التوصيات التي يجيب عنها
joint-usual = تقديرنا للباقي
joint-own = تقديرنا لهذه الإجابة
joint-as-usual = كالباقي
joint-words = ما يقوله عن هذه التوصية
joint-none = لا شيء يُجاب عنه
joint-none-text = لا توصية لدى هذه السلطة تنتظر رداً.
joint-more =
    { $count ->
        [one] وواحدة أخرى: ضيّق القائمة بالكلمات.
        [two] واثنتان أخريان: ضيّق القائمة بالكلمات.
        [few] و{ $count } أخرى: ضيّق القائمة بالكلمات.
        [many] و{ $count } أخرى: ضيّق القائمة بالكلمات.
       *[other] و{ $count } أخرى: ضيّق القائمة بالكلمات.
    }
joint-too-many = يجيب الرد الواحد عن { $count } توصية على الأكثر.
joint-save =
    { $count ->
        [one] سجّله لتوصية واحدة
        [two] سجّله لتوصيتين
        [few] سجّله لـ { $count } توصيات
        [many] سجّله لـ { $count } توصية
       *[other] سجّله لـ { $count } توصية
    }
joint-saved =
    { $count ->
        [one] سُجِّل لتوصية واحدة.
        [two] سُجِّل لتوصيتين.
        [few] سُجِّل لـ { $count } توصيات.
        [many] سُجِّل لـ { $count } توصية.
       *[other] سُجِّل لـ { $count } توصية.
    }
joint-part = جزء من رد واحد على توصيات عدة
joint-back = العودة إلى السلطة
joint-correct = تصحيح التاريخ والمرجع
joint-day-of-whole = التاريخ والمرجع هما للرد كله. صحّحهما هناك مرة واحدة للكل.
joint-differ = لا تحمل كل الأجزاء هذا التاريخ والمرجع. صحّحهما مرة واحدة للكل.
authority-kind-ministry = وزارة
authority-kind-prison-service = إدارة السجون
authority-kind-police = الشرطة
authority-kind-judiciary = القضاء
authority-kind-prosecution = النيابة العامة
authority-kind-health-authority = السلطة الصحية
authority-kind-social-services = الخدمات الاجتماعية
authority-kind-migration-authority = سلطة الهجرة
authority-kind-military = الجيش
authority-kind-municipality = بلدية
authority-kind-parliament = البرلمان
authority-kind-private-operator = مشغّل خاص
authority-kind-other = أخرى
field-authority-name = اسم سلطة
field-authority-kind = نوع سلطة
field-authority-parent = السلطة التي فوق أخرى
field-authority-address = عنوان سلطة
field-authority-contact = من يُقصد في سلطة
field-authority-phone = هاتف سلطة
field-authority-mail = بريد سلطة
field-authority-dropped = سلطة لم تعد قائمة

## الهيئة وأعضاؤها

nav-body = هيئة الرصد
body-in-team = نوع الهيئة، والقواعد التي تعمل بها، وما يحمله أعضاؤها معهم.
body-go = التعريف ومهارات الأعضاء
body-profile = التعريف
body-change = عدّل التعريف
body-name = الاسم في التقارير
body-name-hint = إن تُرك فارغاً قالت التقارير الاسم الذي أُسس به الفريق
body-kind = نوع الهيئة
body-kind-national = وطنية (آلية وقائية)
body-kind-international = دولية (اللجنة الفرعية لمنع التعذيب)
body-kind-other = أخرى
body-mandate = الولاية في القانون
body-confidential = تقاريرها
body-usual = كما هو المعتاد لهذا النوع
body-confidential-yes = سرية ما لم تقرر الهيئة غير ذلك
body-confidential-no = تُنشر متى لم يبقَ فيها ما ينقصه رضا
body-publication = كيف ومتى تنشر
body-least-members = أقل عدد لأعضاء الوفد
body-least-members-hint = التخطيط لزيارة بعدد أقل ينبّه ولا يمنع أحداً
body-grounds = أسباب الاعتراض على الدخول
body-grounds-own = تقولها الهيئة بنفسها
body-grounds-none = لا شيء
body-languages = لغات ينبغي أن يتكلمها الوفد
body-languages-hint = تفصل بينها فواصل
body-weekend = عطلة الأسبوع
body-weekend-hint = أيام الأسبوع التي تُعطَّل فيها البلاد. دون اختيار: السبت والأحد.
body-weekend-usual = المعتاد ما لم يُحدَّد غيره
weekday-monday = الاثنين
weekday-tuesday = الثلاثاء
weekday-wednesday = الأربعاء
weekday-thursday = الخميس
weekday-friday = الجمعة
weekday-saturday = السبت
weekday-sunday = الأحد
body-postponed = ما أجّلته الدولة (المادة 24)
body-postponed-no = لا شيء
body-postponed-part-three = الجزء الثالث: زيارات اللجنة الفرعية
body-postponed-part-four = الجزء الرابع: الآليات الوقائية الوطنية
body-postponed-until = مؤجل حتى
body-default = معتاد، قابل للتعديل
body-source = { $source }، معتاد، قابل للتعديل
body-practice = ممارسة، قابلة للتعديل
body-own = قاعدة الهيئة نفسها
body-only-leads = يعدّل التعريفَ قادةُ الفريق.
ground-national-defence = الدفاع الوطني
ground-public-safety = السلامة العامة
ground-natural-disaster = كارثة طبيعية
ground-serious-disorder = اضطراب خطير في المكان
body-people = مهارات الأعضاء
body-people-text = ما يقوله الأعضاء عن أنفسهم يعين على تأليف الوفود. لا يلزم أحداً قول شيء منه، ويقرؤه الفريق كله.
person-change = عدّل المعروف عن { $name }
person-title = المعروف عن { $name }
person-languages = اللغات
person-languages-hint = بما يكفي لمقابلة، تفصل بينها فواصل
person-own-skills = مهارات أخرى بكلماتكم
person-own-skills-hint = واحدة أو أكثر، تفصل بينها فواصل.
list-suggested = إضافة { $name }
person-skills = المهارات
person-gender = النوع الاجتماعي
person-availability = متى يمكن الحضور
person-away-from = غائب من
person-away-until = غائب حتى
person-away = غائب { $from } – { $until }
person-also-away = أوقات غياب أخرى
person-away-more = أضف وقت غياب
person-nothing = لم يُذكر شيء بعد
associates = أشخاص بلا جهاز
associates-text = أطباء ومترجمون وخبراء من الخارج يرافقون الوفود. يدوّنهم القائد هنا ويقرأ الفريق كله ذلك. وتذكرهم الوفود والمهام والتقارير كما تذكر الأعضاء.
associates-empty = لا أحد بعد.
associate-add = أضف شخصاً
associate-title = شخص بلا جهاز
associate-profession = ما عمله
associate-code = الرمز في المقابلات
associate-code-hint = تذكر المقابلات المترجم بهذا الرمز لا باسمه
associate-called = في المقابلات:
associate-off = لم يعد يُدعى إلى المرافقة
associate-erase = محو
associate-erase-text = يُزال كل ما يُعرف عن { $name } من كل شاشة وتقرير. وتظل الزيارات تقول إن شخصاً بلا جهاز كان هناك. ويبقى الرمز المكتوب في مقابلة حيث هو، وتبقى النسخ السابقة في تاريخ السجل.
associate-erased-said = مُحي ما كان معروفاً عنه.
skill-law = القانون
skill-medicine = الطب
skill-psychiatry = الطب النفسي
skill-psychology = علم النفس
skill-nursing = التمريض
skill-social-work = العمل الاجتماعي
skill-children = حقوق الطفل
skill-gender = قضايا النوع الاجتماعي
skill-disability = الإعاقة
skill-migration = الهجرة
skill-policing = العمل الشرطي
skill-prisons = السجون
skill-interpreting = الترجمة الشفوية
advice-title = للتفكير
advice-too-few = الأعضاء أقل من { $least }
advice-too-few-source = الأعضاء أقل من { $least } ({ $source })
advice-no-clinician = لا أحد مؤهل لتقييم الإصابات والصحة
advice-one-gender = الأعضاء كلهم من نوع واحد
advice-no-language = لا أحد يتكلم { $name }
advice-away = { $name } غائب في هذه الأيام
advice-away-some = غائبون في بعض هذه الأيام: { $names }
field-body-name = اسم الهيئة
field-body-kind = نوع الهيئة
field-body-mandate = ولاية الهيئة
field-body-confidential = سرية التقارير
field-body-publication = كيف تنشر الهيئة
field-body-least-members = أقل عدد لأعضاء الوفد
field-body-grounds = أسباب الاعتراض على الدخول
field-body-languages = لغات الوفود
field-body-weekend = أيام عطلة الأسبوع في البلاد
field-body-postponed = ما أجّلته الدولة
field-body-postponed-until = حتى متى أُجّل
field-person-languages = لغات عضو
field-person-own-skills = مهارات عضو بكلماته
field-person-skills = مهارات عضو
field-person-gender = النوع الاجتماعي لعضو
field-person-availability = متى يمكن لعضو الحضور
field-person-away-from = من متى يغيب عضو
field-person-away-until = حتى متى يغيب عضو
field-person-also-away = أوقات أخرى يغيب فيها عضو
field-associate-name = اسم شخص بلا جهاز
field-associate-role = دور شخص بلا جهاز
field-associate-profession = عمل شخص بلا جهاز
field-associate-code = رمز شخص بلا جهاز في المقابلات
field-associate-languages = لغات شخص بلا جهاز
field-associate-own-skills = مهارات شخص بلا جهاز بكلمات الهيئة
field-associate-skills = مهارات شخص بلا جهاز
field-associate-gender = النوع الاجتماعي لشخص بلا جهاز
field-associate-availability = متى يمكن لشخص بلا جهاز الحضور
field-associate-away-from = من متى يغيب شخص بلا جهاز
field-associate-away-until = حتى متى يغيب شخص بلا جهاز
field-associate-also-away = أوقات أخرى يغيب فيها شخص بلا جهاز
field-associate-dropped = هل يُدعى شخص بلا جهاز إلى المرافقة
# البرنامج
nav-programme = البرنامج
programme-year = السنة
programme-year-before = السنة السابقة
programme-year-after = السنة التالية
programme-view = طريقة العرض
programme-view-calendar = تقويم
programme-view-timeline = خط زمني
programme-view-map = خريطة
programme-view-list = قائمة
programme-propose = اقتراح خطة
programme-draw = سحب بالقرعة
programme-rules = القواعد
programme-export = ملف تقويم
programme-load = الزيارات المنتظمة: { $regular }، والمتسع: { $room } · من الاحتياطي: { $reserve } من { $reserved }
programme-over =
    { $count ->
        [one] زيارة واحدة انتهت
        [two] زيارتان انتهتا
        [few] { $count } زيارات انتهت
       *[other] { $count } زيارة انتهت
    }
programme-sealed =
    { $count ->
        [one] توجد زيارة مخططة أخرى مختومة لغيرك، ولا تُحسب هنا.
        [two] توجد زيارتان مخططتان أخريان مختومتان لغيرك، ولا تُحسبان هنا.
        [few] توجد { $count } زيارات مخططة أخرى مختومة لغيرك، ولا تُحسب هنا.
       *[other] توجد { $count } زيارة مخططة أخرى مختومة لغيرك، ولا تُحسب هنا.
    }
programme-empty = لا أماكن للزيارة بعد
programme-empty-text = يبدأ البرنامج بسجل الأماكن.
programme-no-plans = لا شيء مخطط لهذه السنة
programme-no-plans-text = اطلب اقتراح خطة، أو اسحب أماكن بالقرعة، أو حدّد موعدًا لمكان من القائمة.
programme-conflicts = يختلف الزملاء على القواعد.
month-load = المنتظمة: { $regular }، والمتسع: { $room }
month-reserve =
    { $count ->
        [one] واحدة من الاحتياطي
        [two] اثنتان من الاحتياطي
       *[other] { $count } من الاحتياطي
    }
month-over = أكثر مما يتسع له الشهر
month-open = فتح { $month }
month-close = كل الشهور
month-nothing = لا شيء مخطط
month-this = هذا الشهر
month-drop = أفلِت للتخطيط في { $month }
day-drop = أفلِت للتخطيط في { $day }
programme-move-hint = اسحب زيارة مخططة إلى يوم أو شهر آخر، أو انقلها بالمفاتيح: Ctrl مع ← → شهرًا، وCtrl+Shift مع ← → يومًا، وCtrl+Shift مع ↑ ↓ أسبوعًا. أما الزيارة فتُغيَّر في صفحتها.
plan-move-earlier = قبل ذلك بشهر
plan-move-later = بعد ذلك بشهر
plan-moved = نُقلت إلى { $month }.
plan-moved-days = نُقلت إلى { $days }.
not-visited = لم تُزر منذ
not-visited-about = الأكثر إلحاحًا أولًا. افتح مكانًا لترى السبب.
not-visited-shown = أول { $shown } من { $count }. ابحث عن البقية بالاسم أو النوع أو الحالة، أو تابِع العرض.
state-all = كل الحالات
state-never-visited = لم تُزر قط
state-no-full-visit = بلا زيارة كاملة بعد
state-overdue = متأخرة
state-due-soon = موعدها قريب
state-in-time = في وقتها
standing-never-visited = لم يُزر قط
standing-no-full-visit = بلا زيارة كاملة بعد، وآخر زيارة { $day }
standing-overdue =
    { $days ->
        [one] متأخر يومًا واحدًا
        [two] متأخر يومين
        [few] متأخر { $days } أيام
        [many] متأخر { $days } يومًا
       *[other] متأخر { $days } يوم
    }
standing-due-soon =
    { $days ->
        [0] موعده اليوم
        [one] موعده بعد يوم واحد
        [two] موعده بعد يومين
        [few] موعده بعد { $days } أيام
        [many] موعده بعد { $days } يومًا
       *[other] موعده بعد { $days } يوم
    }
standing-in-time =
    { $days ->
        [one] بقي يوم واحد
        [two] بقي يومان
        [few] بقيت { $days } أيام
        [many] بقي { $days } يومًا
       *[other] بقي { $days } يوم
    }

# Recommendations and the dialogue with authorities
nav-recommendations = التوصيات
recommend = وضع توصية
recommendation-title = التوصية
recommendation-add = توصية جديدة
recommendation-edit = تعديل التوصية
recommendation-back = العودة إلى التوصية
recommendation-shapes = طريقة العرض
recommendation-shape-table = جدول
recommendation-shape-board = لوحة
recommendation-shape-year = السنة بحسب الموضوع
recommendations-empty = لا توصيات بعد
recommendations-empty-text = التوصية تطلب من سلطة القيام بشيء إزاء الاستنتاجات. ابدأ من استنتاج، أو من هنا.
recommendation-text = المطلوب القيام به
recommendation-text-hint = خطوة واحدة، بكلمات تستطيع السلطة العمل بها.
recommendation-visit = الزيارة التي نتجت عنها
recommendation-visit-none = بلا زيارة
recommendation-place = المكان الذي تتعلق به
recommendation-place-none = بلا مكان: بشأن قانون أو منظومة كاملة
recommendation-state = الحالة
recommendation-withdraw = سحب التوصية
recommendation-withdrawn = سُحبت. وهي باقية في السجل.
recommendation-restore = إعادتها
recommendation-no-finding = لا استنتاج مرتبط بها.
recommendation-finding-add = أضف استنتاجاً
recommendation-in-conflict = يختلف الزملاء بشأن هذه التوصية. ما تكتبه يبقى إلى جانب ما كتبوه حتى يقرر رئيس الفريق.
recommendation-was-sent = أُرسلت هذه التوصية إلى السلطة. ما أُرسل يبقى في الحوار كلمةً كلمة؛ وما تغيّره هنا هو نصها من الآن فصاعداً.
recommendation-was-sent-unkept = أُرسلت هذه التوصية إلى السلطة برسالة سُجِّلت قبل أن يُحفظ نص الرسائل. ما تغيّره هنا يحل محل ما أُرسل.
standards-hint = عند تعددها افصل بينها بفاصلة منقوطة: MR 13; MR 21
filters = بحث وتصفية
filter-text = البحث بالكلمات أو المرجع
all-states = كل الحالات
all-addressees = كل الجهات
all-places = كل الأماكن
all-themes = كل المواضيع
all-priorities = كل الأولويات
count-recommendations =
    { $count ->
        [zero] لا توصيات
        [one] توصية واحدة
        [two] توصيتان
        [few] { $count } توصيات
        [many] { $count } توصية
       *[other] { $count } توصية
    }
recommendation-status-draft = مسودة
recommendation-status-sent = أُرسلت
recommendation-status-withdrawn = مسحوبة
said-true = نعم
said-false = لا
due = المنتظَر
due-left =
    { $days ->
        [one] بقي يوم واحد
        [two] بقي يومان
        [few] بقيت { $days } أيام
        [many] بقي { $days } يومًا
       *[other] بقي { $days } يوم
    }
score-points =
    { $points ->
        [one] نقطة واحدة
        [two] نقطتان
        [few] { $points } نقاط
       *[other] { $points } نقطة
    }
band-low = خطر منخفض
band-raised = خطر متزايد
band-high = خطر مرتفع
period-of-type =
    { $months ->
        [one] كل شهر، بحسب نوعه
        [two] كل شهرين، بحسب نوعه
        [few] كل { $months } أشهر، بحسب نوعه
       *[other] كل { $months } شهرًا، بحسب نوعه
    }
period-of-place =
    { $months ->
        [one] كل شهر، وهي مدة حُددت لهذا المكان
        [two] كل شهرين، وهي مدة حُددت لهذا المكان
        [few] كل { $months } أشهر، وهي مدة حُددت لهذا المكان
       *[other] كل { $months } شهرًا، وهي مدة حُددت لهذا المكان
    }
period-of-problem = كل { $months } شهرًا بدل { $unshortened }، لأن مشكلة معروفة فيه
period-of-groups = كل { $months } شهرًا بدل { $unshortened }، لأنه يضم فئات مستضعفة
period-shortened = كل { $months } شهرًا بدل { $unshortened }، لأن الخطر ليس منخفضًا
period-due = موعده { $day }
unannounced-lacking = تأخرت الزيارة غير المعلنة
unannounced-since =
    { $months ->
        [one] لا زيارة غير معلنة منذ { $day }: يجب أن تكون زيارة كاملة واحدة على الأقل غير معلنة كل شهر.
        [two] لا زيارة غير معلنة منذ { $day }: يجب أن تكون زيارة كاملة واحدة على الأقل غير معلنة كل شهرين.
        [few] لا زيارة غير معلنة منذ { $day }: يجب أن تكون زيارة كاملة واحدة على الأقل غير معلنة كل { $months } أشهر.
       *[other] لا زيارة غير معلنة منذ { $day }: يجب أن تكون زيارة كاملة واحدة على الأقل غير معلنة كل { $months } شهرًا.
    }
unannounced-planned =
    { $months ->
        [one] لا زيارة غير معلنة بعد الزيارة المخطط لها في { $month }: يجب أن تكون زيارة كاملة واحدة على الأقل غير معلنة كل شهر.
        [two] لا زيارة غير معلنة بعد الزيارة المخطط لها في { $month }: يجب أن تكون زيارة كاملة واحدة على الأقل غير معلنة كل شهرين.
        [few] لا زيارة غير معلنة بعد الزيارة المخطط لها في { $month }: يجب أن تكون زيارة كاملة واحدة على الأقل غير معلنة كل { $months } أشهر.
       *[other] لا زيارة غير معلنة بعد الزيارة المخطط لها في { $month }: يجب أن تكون زيارة كاملة واحدة على الأقل غير معلنة كل { $months } شهرًا.
    }
unannounced-none =
    { $months ->
        [one] لا تُعرف أي زيارة غير معلنة: يجب أن تكون زيارة كاملة واحدة على الأقل غير معلنة كل شهر.
        [two] لا تُعرف أي زيارة غير معلنة: يجب أن تكون زيارة كاملة واحدة على الأقل غير معلنة كل شهرين.
        [few] لا تُعرف أي زيارة غير معلنة: يجب أن تكون زيارة كاملة واحدة على الأقل غير معلنة كل { $months } أشهر.
       *[other] لا تُعرف أي زيارة غير معلنة: يجب أن تكون زيارة كاملة واحدة على الأقل غير معلنة كل { $months } شهرًا.
    }
factor-never-visited = لا زيارة كاملة معروفة
factor-time = مضى { $number } يومًا على آخر زيارة كاملة، والمدة المقررة { $of } يومًا
factor-follow-ups =
    { $number ->
        [one] زيارة متابعة واحدة بعدها، ولا تبدأ بها المدة من جديد
        [two] زيارتا متابعة بعدها، ولا تبدأ بهما المدة من جديد
        [few] { $number } زيارات متابعة بعدها، ولا تبدأ بها المدة من جديد
       *[other] { $number } زيارة متابعة بعدها، ولا تبدأ بها المدة من جديد
    }
factor-crowding = { $number } شخصًا محتجزًا في مكان يتسع لـ { $of }
factor-turnover = يُودَع { $number } شخصًا في السنة في مكان يتسع لـ { $of }
factor-grave-concerns =
    { $number ->
        [one] مأخذ واحد ثبت سابقًا فيه خطر على الحياة أو سوء معاملة
        [two] مأخذان ثبتا سابقًا فيهما خطر على الحياة أو سوء معاملة
        [few] { $number } مآخذ ثبتت سابقًا فيها خطر على الحياة أو سوء معاملة
       *[other] { $number } مأخذًا ثبتت سابقًا فيها خطر على الحياة أو سوء معاملة
    }{ $of ->
        [0] { "" }
       *[other] { "، " }عولج منها { $of }
    }
factor-serious-concerns =
    { $number ->
        [one] مأخذ واحد ثبت سابقًا يمس الصحة أو الكرامة أو الحقوق
        [two] مأخذان ثبتا سابقًا يمسان الصحة أو الكرامة أو الحقوق
        [few] { $number } مآخذ ثبتت سابقًا تمس الصحة أو الكرامة أو الحقوق
       *[other] { $number } مأخذًا ثبتت سابقًا تمس الصحة أو الكرامة أو الحقوق
    }{ $of ->
        [0] { "" }
       *[other] { "، " }عولج منها { $of }
    }
factor-hardships =
    { $number ->
        [one] مأخذ واحد ثبت سابقًا يُنهك الناس، أو لم تُقدَّر خطورته
        [two] مأخذان ثبتا سابقًا يُنهكان الناس، أو لم تُقدَّر خطورتهما
        [few] { $number } مآخذ ثبتت سابقًا تُنهك الناس، أو لم تُقدَّر خطورتها
       *[other] { $number } مأخذًا ثبتت سابقًا تُنهك الناس، أو لم تُقدَّر خطورتها
    }{ $of ->
        [0] { "" }
       *[other] { "، " }عولج منها { $of }
    }
factor-shortcomings =
    { $number ->
        [one] مأخذ واحد ثبت سابقًا دون المعيار
        [two] مأخذان ثبتا سابقًا دون المعيار
        [few] { $number } مآخذ ثبتت سابقًا دون المعيار
       *[other] { $number } مأخذًا ثبتت سابقًا دون المعيار
    }{ $of ->
        [0] { "" }
       *[other] { "، " }عولج منها { $of }
    }
factor-recommendations =
    { $number ->
        [one] توصية واحدة لم تُنفذ بعد
        [two] توصيتان لم تُنفذا بعد
        [few] { $number } توصيات لم تُنفذ بعد
       *[other] { $number } توصية لم تُنفذ بعد
    }
factor-complaints =
    { $number ->
        [one] شكوى واحدة
        [two] شكويان
        [few] { $number } شكاوى
       *[other] { $number } شكوى
    }{ $of ->
        [0] { " " }في السنة الأخيرة
        [one] { " " }في سنة انتهت قبل يوم: يقل وزنها بعد سنة شيئًا فشيئًا
        [two] { " " }في سنة انتهت قبل يومين: يقل وزنها بعد سنة شيئًا فشيئًا
        [few] { " " }في سنة انتهت قبل { $of } أيام: يقل وزنها بعد سنة شيئًا فشيئًا
       *[other] { " " }في سنة انتهت قبل { $of } يومًا: يقل وزنها بعد سنة شيئًا فشيئًا
    }
factor-no-complaints =
    { $of ->
        [0] لا شكوى في السنة الأخيرة
        [one] لا شكوى في سنة انتهت قبل يوم
        [two] لا شكوى في سنة انتهت قبل يومين
        [few] لا شكوى في سنة انتهت قبل { $of } أيام
       *[other] لا شكوى في سنة انتهت قبل { $of } يومًا
    } مع أن عدد المحتجزين { $number }: غياب الشكاوى علامة أيضًا
factor-groups =
    { $number ->
        [one] تُحتجز فيه فئة مستضعفة واحدة
        [two] تُحتجز فيه فئتان مستضعفتان
        [few] تُحتجز فيه { $number } فئات مستضعفة
       *[other] تُحتجز فيه { $number } فئة مستضعفة
    }
factor-suspected = مكان مشتبه به أو غير رسمي
factor-known-problem = مشكلة تعرفها الهيئة
unknown = غير معروف وقد يُحتسب: { $what }
unknown-crowding = مدى امتلائه
unknown-turnover = عدد من يمرون به
unknown-complaints = شكاوى السنوات الأخيرة
unknown-groups = الفئات المستضعفة
bearing = ما يؤثر في موعد الزيارة التالية
bearing-change = أضف معلومات
bearing-complaints = الشكاوى في سنة
bearing-complaints-hint = 0 إن لم يشتكِ أحد، وفارغ إن لم يُعرف ذلك.
bearing-complaints-until = آخر يوم من تلك السنة
bearing-complaints-until-hint = فارغ: يوم كتابة العدد. كلما قدم قلّ وزنه، ولا وزن له بعد ثلاث سنوات.
bearing-known-problem = مشكلة تعرفها الهيئة
bearing-known-problem-hint = دون أسماء: يقرأ هذا الفريق كله.
plan-schedule = تحديد موعد…
plan-schedule-place = تحديد موعد لزيارة { $place }
plan = زيارة مخططة
plan-month = الشهر
plan-month-other = أيام محددة
plan-from = من
plan-to = إلى
plan-hours = وقت اليوم
hours-open = مفتوح
hours-day = نهارًا
hours-night = ليلًا
plan-days = أيام الأسبوع
days-open = مفتوحة
days-weekday = في أيام العمل
days-weekend = في عطلة الأسبوع
plan-urgent = عاجلة: تُحسب من الاحتياطي
plan-reason = السبب
plan-agreed-now = تقررت بالفعل
plan-save = إضافة إلى الخطة
plan-state-proposed = مقترحة
plan-state-agreed = متفق عليها
plan-state-done = صارت زيارة
plan-state-called-off = ملغاة
plan-state-dropped = متروكة
plan-state-missed = فائتة
plan-agree = الموافقة عليها
plan-unagree = إعادتها إلى مقترحة
plan-give-up = تركها
plan-take-up = العودة إليها
plan-dropped-said = تُركت، وتبقى في السجل.
plan-called-off-about = أُلغيت الزيارة التي صارت إليها، فحان موعد المكان من جديد. وإن رُجع عن الإلغاء هناك قامت من جديد.
plan-begin = بدء التحضير
plan-begin-about = يُنشئ هذا زيارة قيد التحضير. يحق للفريق كله قراءة الخطة، وكذلك الزيارة. ولتبقى لقلة، حدّد أولًا من يحق له قراءة الخطة.
plan-begin-few = يُنشئ هذا زيارة قيد التحضير. يقرؤها من يحق له قراءة الخطة، ومن تضيفه هنا.
readers-of-plan = من يحق له قراءة الخطة
readers-of-plan-are = يقرأ الخطة: { $names }
plan-begin-do = إنشاء الزيارة
plan-to-visit = فتح الزيارة
plan-by = خطط لها { $name }
plan-sealed = لمن يلزمه العلم بها فقط
plan-for-team = يحق للفريق كله قراءتها
plan-from-reserve = من الاحتياطي
plan-readers-about = يقرؤها دائمًا من خطط لها ومن يقود الفريق. وهي لغيرهم عدد لا أكثر.
plan-readers-hint = الأفضل ألا يعلم بالزيارة غير المعلنة إلا القليل.
plan-window = الموعد
plan-edit = تعديل الخطة
lot = سُحب بالقرعة
lot-about = سُحب { $count } من { $pool } مكانًا، ومن هذا النوع { $drawn } من { $of }.
lot-seed = بذرة القرعة
lot-digest = بصمة مجموعة السحب (SHA-256)
lot-unrecorded = أُجريت القرعة بإصدار سابق: لم تُسجَّل الأماكن التي كانت في مجموعة السحب.
mix = تنوّع السنة
mix-hours = { $day } نهارًا، و{ $night } ليلًا، و{ $open } مفتوحة
mix-days = { $weekday } في أيام العمل، و{ $weekend } في عطلة الأسبوع، و{ $open } مفتوحة
mix-announced = { $announced } معلنة، و{ $unannounced } غير معلنة
advice-night = { $have } من { $of } ليلًا. ما يجري ليلًا لا يراه أحد نهارًا: النسبة الجيدة { $wanted }.
advice-weekend = { $have } من { $of } في عطلة الأسبوع حين يقل الموظفون: النسبة الجيدة { $wanted }.
advice-unannounced = { $have } من { $of } غير معلنة. المكان الذي أُعلم مكان استعد: النسبة الجيدة { $wanted }.
propose-title = خطة لسنة { $year }
propose-about = يختار المكان الأكثر إلحاحًا أولًا. يذهب المتأخر وما لم يُزر زيارة كاملة بعد إلى أول شهر فيه متسع، وغيرهما إلى أقرب ما يكون من موعده. ويُقترح المكان كلما اقتضت مدته، وتؤخّر الزيارة القائمة موعد ما بعدها. ولا يُمس الاحتياطي. لا يُكتب شيء قبل أن تأخذ به. افتح سطرًا لتغيير شهره أو وقته أو الإعلان عنه.
propose-none = لا شيء آخر يُقترح
propose-none-text = كل ما حان موعده مخطط بالفعل، أو لا متسع في أي شهر.
propose-take-all = اختيار الكل
propose-take-none = إلغاء الاختيار
propose-take =
    { $count ->
        [one] تخطيط السطر المختار
        [two] تخطيط السطرين المختارين
        [few] تخطيط { $count } أسطر مختارة
       *[other] تخطيط { $count } سطرًا مختارًا
    }
propose-taken =
    { $count ->
        [one] خُططت زيارة واحدة.
        [two] خُططت زيارتان.
        [few] خُططت { $count } زيارات.
       *[other] خُططت { $count } زيارة.
    }
propose-room =
    { $room ->
        [zero] لا متسع لزيارات منتظمة
        [one] متسع لزيارة منتظمة واحدة
        [two] متسع لزيارتين منتظمتين
        [few] متسع لـ { $room } زيارات منتظمة
       *[other] متسع لـ { $room } زيارة منتظمة
    }
propose-also = { $planned } مخططة بالفعل، و{ $not_due } موعدها بعد السنة
propose-no-room = لا متسع هذه السنة
propose-no-room-about = حان موعدها، وكل الشهور التي تصلح لها ممتلئة، وكل مكان خُطط فيها مثلها إلحاحًا أو أكثر. زيادة القدرة أو خفض الاحتياطي يفسحان المجال.
propose-take-line = أخذ { $place } في { $month }
propose-change-line = تغيير زيارة { $place } قبل الأخذ بها
propose-as-proposed = كما اقتُرحت
propose-moved = نُقلت إلى { $month }
why-never-visited = بلا زيارة كاملة بعد: أول شهر فيه متسع
why-overdue = متأخر منذ { $day }: أول شهر فيه متسع
why-due = موعده { $day }
why-earlier = موعده { $day }، وذلك الشهر ممتلئ فقُدّم
why-later = موعده { $day }، ولا متسع قبله فأُخّر
why-again = موعده من جديد { $day } بعد زيارة سابقة في السنة نفسها
draw-title = السحب بالقرعة
draw-about = أماكن ليست في خطة السنة، لكل منها فرصة مساوية لغيره من نوعه، ولكل نوع حصته. وتُسجَّل كل قرعة قبل عرضها، لك ولمن يقود الفريق؛ فخطط لها أو استبعدها مع ذكر السبب.
draw-count = عدد الأماكن
draw-types = بين هذه الأنواع
draw-types-hint = دون اختيار: بين الأنواع كلها.
draw-own-type = ضمن نوع واحد تسميه هيئتكم
draw-own-type-hint = لأماكن هذا النوع قرعة خاصة بها، كيفما كُتب اسمه.
draw-own-type-none = لا: بحسب الأنواع أدناه
draw-seed = بذرة من مصدر آخر
draw-seed-hint = 32 خانة من الأرقام 0–9 والحروف a–f، كأن تُرمى بالنرد أمام شهود. فارغة: تُنشأ هنا. ويُسجَّل أن البذرة أُعطيت.
draw-seed-given = أُعطيت البذرة من خارج الجهاز
draw-do = سحب
draw-drawn = سُحبت من بين { $pool } مكانًا
draw-none = لم يكن سحب أي مكان ممكنًا
draw-of = { $drawn } من { $of } من هذا النوع
draw-month = تخطيطها في
draw-waits = هذه القرعة تنتظر: خطط لها أو استبعدها مع ذكر السبب. ولن تُجري قرعة أخرى لهذه السنة قبل ذلك.
draw-planned = مخططة
draw-planned-otherwise = مخططة من قبل، لا من هذه القرعة
draw-repeated = هو نفسه مكان آخر من هذه القرعة
draw-planned-meanwhile = الأماكن المخططة من قبل لا تُخطَّط من جديد.
draw-discard = استبعاد هذه القرعة
draw-discard-about = تبقى القرعة وبذرتها والسبب الذي تذكره في السجل، ولا يمكن التخطيط لها بعد ذلك.
draw-discard-why = سبب الاستبعاد
draw-discarded-by = من استبعدها: { $name }
draw-kept-by = من خطط لها: { $name }
draw-all = قرعات سنة { $year }
draw-all-about = كل قرعة عُرضت، والمستبعدة أيضًا. ولا يمكن محو أي منها.
draw-all-none = لا قرعة أخرى لهذه السنة.
draw-sealed =
    { $count ->
        [one] قرعة واحدة لا يعرفها إلا من أجراها ومن يقود الفريق.
        [two] قرعتان لا يعرفهما إلا من أجراهما ومن يقود الفريق.
        [few] { $count } قرعات لا يعرفها إلا من أجراها ومن يقود الفريق.
       *[other] { $count } قرعة لا يعرفها إلا من أجراها ومن يقود الفريق.
    }
draw-by =
    { $count ->
        [one] { $name }: مكان واحد من { $pool }
        [two] { $name }: مكانان من { $pool }
        [few] { $name }: { $count } أماكن من { $pool }
       *[other] { $name }: { $count } مكانًا من { $pool }
    }
draw-state-open = لم يُقل شيء بعد
draw-state-kept = مخططة
draw-state-discarded = مستبعدة
draw-what = ما سُحب
draw-altered = كُتب شيء في هذه القرعة من جديد بعد إجرائها. ويبيّن سجل التغييرات من كتبه.
draw-check = التحقق من هذه القرعة
draw-check-same = جرى التحقق: المجموعة نفسها والبذرة نفسها والنتيجة نفسها
draw-check-same-changed = جرى التحقق: مجموعة ذلك الوقت والبذرة تعطيان النتيجة نفسها. وقد تغيّرت المجموعة منذ ذلك الحين
draw-check-differs = لا تتطابق: المجموعة والبذرة المسجلتان لا تعطيان هذه النتيجة
draw-check-unknown = لا يمكن إعادة السحب لأن المجموعة كانت أكبر من أن تُسمّى أماكنها: فإما أنها تغيّرت منذ ذلك الحين، وإما أن من أجرى القرعة لم يكن يستطيع قراءة خطط تستطيع أنت قراءتها، أو العكس
draw-came =
    { $count ->
        [one] دخل المجموعة مكان واحد
        [two] دخل المجموعة مكانان
        [few] دخلت المجموعة { $count } أماكن
       *[other] دخل المجموعة { $count } مكانًا
    }
draw-went =
    { $count ->
        [one] خرج من المجموعة مكان واحد
        [two] خرج من المجموعة مكانان
        [few] خرجت من المجموعة { $count } أماكن
       *[other] خرج من المجموعة { $count } مكانًا
    }
draw-more =
    { $count ->
        [one] ومكان آخر
        [two] ومكانان آخران
        [few] و{ $count } أماكن أخرى
       *[other] و{ $count } مكانًا آخر
    }
draw-type-then = { $type }: كان العدد { $then }، وهو الآن { $now }
rules-title = قواعد الانتظام
rules-about = لا يحدد البروتوكول رقمًا. ما وُسم بأنه افتراضي ممارسة شائعة لم يُتحقق منها بعد، فضع قواعدك.
rules-default = افتراضي ينبغي التحقق منه
rules-set = حددته الهيئة
rules-types = بحسب نوع المكان
rules-months = الأشهر بين زيارتين
rules-months-of = الأشهر بين زيارتين: { $type }
rules-unannounced = الأشهر التي يجب أن تكون فيها زيارة واحدة غير معلنة (0: لا قاعدة)
rules-unannounced-of = { $type }: زيارة غير معلنة خلال، بالأشهر
rules-unannounced-about = إلى جانب المدة: يجب أن تكون زيارة كاملة واحدة على الأقل غير معلنة خلال هذا العدد من الأشهر. 0: لا قاعدة.
rules-unannounced-drop = إزالة قاعدة الزيارات غير المعلنة: { $place }
rules-back = العودة إلى الافتراضي وهو { $months }
rules-places = لأماكن بعينها
rules-places-about = يجوز أن تكون لمكان قاعدة خاصة به، ولا يقصّرها أي خطر.
rules-places-none = لا شيء.
rules-place-add = قاعدة لمكان واحد
rules-place-drop = إزالة قاعدة { $place }
rules-own-types = بحسب أنواع يسميها السجل نفسه
rules-own-types-about = ما ليست له قاعدة خاصة به تسري عليه قاعدة الأماكن الأخرى، وهي { $months } من الأشهر.
rules-own-type =
    { $places ->
        [0] { $name } (لا أماكن)
        [one] { $name } (مكان واحد)
        [two] { $name } (مكانان)
        [few] { $name } ({ $places } أماكن)
        [many] { $name } ({ $places } مكانًا)
       *[other] { $name } ({ $places } مكان)
    }
rules-own-type-add = قاعدة لنوع من هذه الأنواع
rules-own-type-choose = اختيار نوع
rules-numbers = قدرة الهيئة
rule-per-month = الزيارات في الشهر
rule-reserve-percent = ما يُحفظ للزيارات العاجلة وزيارات المتابعة، ٪
rule-raised-percent = يجعل الخطر المتزايد المدة هذه النسبة منها، ٪
rule-high-percent = يجعل الخطر المرتفع المدة هذه النسبة منها، ٪
rules-at-most = بحسب ما هو معروف
rules-at-most-about = هذه أقصى مدة أيًّا كان النوع. وتبقى المدة الأقصر بحسب النوع أو الخطر.
rule-problem-months = مراكز الشرطة التي عُرفت فيها مشكلة، أقصى عدد من الأشهر
rule-groups-months = الأماكن المعروف أنها تضم فئات مستضعفة، أقصى عدد من الأشهر
rule-due-soon-days = يُعدّ الموعد قريبًا قبله بهذا العدد من الأيام
rules-range = عدد صحيح من { $min } إلى { $max }
export-title = الزيارات المقبلة لتقويم آخر
export-about = ما خُطط له أو يجري التحضير له، دون ما فات أو أُلغي. يقع الملف خارج الخزنة دون تشفير: تقرؤه برامج أخرى، والتقاويم تُشارَك.
export-names = مع أسماء الأماكن
export-sealed = مع ما لا يحق للفريق كله قراءته
export-event = زيارة
export-path = مكان كتابته
export-do = كتابة الملف
export-done =
    { $events ->
        [zero] لا زيارة في الملف.
        [one] في الملف زيارة واحدة.
        [two] في الملف زيارتان.
        [few] في الملف { $events } زيارات.
       *[other] في الملف { $events } زيارة.
    }
export-left-out =
    { $count ->
        [one] تُركت واحدة لأن قراءتها لا تحق للجميع.
        [two] تُركت اثنتان لأن قراءتهما لا تحق للجميع.
       *[other] تُركت { $count } لأن قراءتها لا تحق للجميع.
    }
map-label = خريطة الأماكن
map-borders = إظهار الحدود
map-about = الخطوط من Natural Earth وهي ملك عام، ولا تعني شيئًا بشأن وضع أي إقليم.
map-without =
    { $count ->
        [one] مكان واحد لا موضع له بعد، وهو في القائمة.
        [two] مكانان لا موضع لهما بعد، وهما في القائمة.
        [few] { $count } أماكن لا موضع لها بعد، وهي في القائمة.
       *[other] { $count } مكانًا لا موضع لها بعد، وهي في القائمة.
    }
map-none = لا موضع لأي مكان بعد. أضفه حيث بيانات المكان.
map-closer = تقريب
map-farther = تبعيد
map-whole = كل الأماكن
map-key = الحجم بحسب القدرة الاستيعابية
timeline-label = الزيارات والخطط على مدار السنة
prepare = التحضير
prepare-title = التحضير
prepare-dossier = ما يُعرف عن هذا المكان
prepare-visits = زيارات سابقة
prepare-findings = ما توصلت إليه
prepare-untold =
    { $count ->
        [one] زيارة أقدم واحدة غير مذكورة هنا. جميع الزيارات في صفحة المكان:
        [two] زيارتان أقدم غير مذكورتين هنا. جميع الزيارات في صفحة المكان:
        [few] { $count } زيارات أقدم غير مذكورة هنا. جميع الزيارات في صفحة المكان:
       *[other] { $count } زيارة أقدم غير مذكورة هنا. جميع الزيارات في صفحة المكان:
    }
prepare-findings-none = لا استنتاج من زيارة سابقة على هذا الجهاز.
prepare-numbers = الأعداد على مر الزمن
prepare-numbers-none = لا أعداد مسجلة.
prepare-number-held = { $held } محتجزًا، والقدرة الاستيعابية { $capacity }
prepare-recommendations = توصيات لم تُنفذ بعد
prepare-recommendations-none = لا شيء معروف هنا.
prepare-law = القانون
prepare-legal-basis = ما يُحتجز الناس هنا بموجبه
prepare-access = الوصول في الزيارات السابقة
prepare-access-minutes =
    { $minutes ->
        [zero] بلا تأخير
        [one] بعد دقيقة واحدة
        [two] بعد دقيقتين
        [few] بعد { $minutes } دقائق
       *[other] بعد { $minutes } دقيقة
    }
prepare-access-none = لم يُرفض شيء ولم يتأخر ولم يُعط ناقصًا، بحسب ما هو مسجّل.
prepare-areas = الأقسام المطلوب تغطيتها
prepare-objectives = الأهداف
prepare-objectives-none = لا أهداف بعد. مكانها بيانات الزيارة.
prepare-from-plan = من خطة
prepare-missing = ما زال ينبغي حسمه
prepare-missing-objectives = لم يُكتب الغرض من الزيارة.
prepare-missing-team = لم يُسند مقعد إلى أحد بعد.
prepare-missing-areas = لم يُقسَّم المكان إلى أقسام بعد.
prepare-missing-undivided = لم يُسند أي قسم إلى أحد بعد.
prepare-missing-uncovered = لا أحد يغطي: { $areas }
prepare-missing-checklists = لم تُختر أي قائمة تحقق.
packing = ما يُؤخذ
packing-about = ضع علامة على ما حُزم. يرى الفريق كله القائمة نفسها.
packing-add = شيء آخر
packing-drop = لا حاجة إلى: { $what }
packing-dropped =
    { $count ->
        [one] شيء واحد لا حاجة إليه
        [two] شيئان لا حاجة إليهما
        [few] { $count } أشياء لا حاجة إليها
       *[other] { $count } شيئًا لا حاجة إليها
    }
packing-back = نحتاج إلى هذا مع ذلك: { $what }
packing-done = حُزم { $done } من { $all }
packing-differ = يختلف الزملاء
packing-papers = أوراق
packing-tools = أدوات
packing-care = رعاية
packing-safety = سلامة
packing-own = أُضيف هنا
travel = سفر خفيف
travel-about = من أخذ هذا الجهاز أخذ ما عليه. ما لا تحتاج إليه الزيارة يمكن أن يبقى في المكتب إلى أن تعود.
travel-needed = تحتاج هذه الزيارة إلى
travel-could-stay = يمكن أن يبقى
travel-load-places =
    { $count ->
        [one] مكان واحد
        [two] مكانان
        [few] { $count } أماكن
        [many] { $count } مكانًا
       *[other] { $count } مكان
    }
travel-load-visits =
    { $count ->
        [one] زيارة واحدة
        [two] زيارتان
        [few] { $count } زيارات
        [many] { $count } زيارة
       *[other] { $count } زيارة
    }
travel-load-interviews =
    { $count ->
        [one] مقابلة واحدة
        [two] مقابلتان
        [few] { $count } مقابلات
        [many] { $count } مقابلة
       *[other] { $count } مقابلة
    }
travel-load-plans =
    { $count ->
        [one] زيارة مخططة واحدة
        [two] زيارتان مخططتان
        [few] { $count } زيارات مخططة
        [many] { $count } زيارة مخططة
       *[other] { $count } زيارة مخططة
    }
travel-load-recommendations =
    { $count ->
        [one] توصية واحدة
        [two] توصيتان
        [few] { $count } توصيات
        [many] { $count } توصية
       *[other] { $count } توصية
    }
due-today = اليوم
due-over =
    { $days ->
        [one] تأخر يوماً واحداً
        [two] تأخر يومين
        [few] تأخر { $days } أيام
        [many] تأخر { $days } يوماً
       *[other] تأخر { $days } يوم
    }
due-reply = الرد قبل { $day }
due-done = التنفيذ قبل { $day }
due-none = لم يُحدَّد يوم
due-passed = نسبة ما مضى من الوقت
addressee-none = بلا جهة
addressee-add = إضافة سلطة
addressee-name = اسم السلطة
reply-by = الرد مطلوب قبل
reply-by-hint = بعد 30 يوماً من الرسالة ما لم تحدد يوماً آخر. وما يحدده قانونكم مقدَّم عليه.
reply-last = آخر رد
reply-none = لا رد بعد
reply-log = تسجيل رد
reply-reference = مرجعهم
reply-words = ما يقولونه، اقتباساً أو تلخيصاً
reply-grade = تقديرنا
reply-refuses = يقولون إنهم لن ينفذوها
reply-refused = يرفضون
days-to-reply = الأيام حتى أول رد
grade-later = لم يُقدَّر بعد
grade-missing = لم يُقدَّر بعد
message-log = تسجيل تواصل
message-way = الوسيلة
message-words = ما قيل
way-meeting = اجتماع
way-call = مكالمة
way-letter = رسالة أو تذكير
way-email = بريد إلكتروني
way-other = غير ذلك
check-log = تسجيل تحقق
check-result = ما وُجد
check-words = بالكلمات
check-evidence = آخر تحقق
check-none = لم يُتحقق
check-differ = يختلف المفتشون
check-last = آخر تحقق { $day }: { $result }
implementation = ما نُفِّذ
implementation-now = ما نُفِّذ الآن: { $state }
implementation-proposed = آخر تحقق يشير إلى: { $state }
implementation-take = اعتماده
dialogue = الحوار
dialogue-empty = لم يجرِ شيء بعد. أرسلها، ثم سجّل ما يرد.
send = وضع علامة الإرسال
send-about = لرسالة غادرت الهيئة. تُسجَّل بتاريخها، ويبدأ احتساب مهلة الرد.
send-on = تاريخ الرسالة
send-reference = مرجعنا
send-mark = أُرسلت
thread-letter = أُرسلت إلى السلطة
thread-reply = رد السلطة
thread-message = تواصل
thread-check = تحقق بلا زيارة
thread-visit = تحقق في زيارة
thread-to = إلى
thread-sent-words = أُرسلت بهذا النص، ونصها الآن مختلف:
thread-dropped = سُجِّل خطأ، ولا يُحتسب
thread-drop = سُجِّل خطأ
thread-restore = كان صحيحاً
thread-correct = تصحيح
thread-differ = يختلف الزملاء هنا
repeats-earlier =
    { $count ->
        [one] تكرر ما قالته توصية سابقة:
        [two] تكرر ما قالته توصيتان سابقتان:
       *[other] تكرر ما قالته { $count } توصيات سابقة:
    }
repeated-later = توصية لاحقة تكرر هذا. المتابعة تستمر هناك:
repeated-later-waits = توصية أخرى تكرر هذا. تبقى المتابعة هنا إلى أن تُرسل تلك، وكذلك لكل مكان لا تذكره:
finding-not-here = استنتاج لم يصل إلى هذا الجهاز بعد
finding-unlink = فك الربط
changed = تغيّر
similar =
    { $count ->
        [one] توصية سابقة تقول ما يشبه هذا
        [two] توصيتان سابقتان تقولان ما يشبه هذا
        [few] { $count } توصيات سابقة تقول ما يشبه هذا
       *[other] { $count } توصية سابقة تقول ما يشبه هذا
    }
similar-why = تشابه بنسبة { $percent }٪ بهذه الكلمات:
similar-repeat = هذه تكررها
similar-others = توصيات أخرى تقول ما يشبه هذا
# يُقال مرة واحدة، ومعه زر للتراجع
similar-repeated = أصبحت هذه التوصية تكرر { $reference }.
# Advice
advice = نصائح
advice-about = عشرة أسئلة تجعل التوصية أيسر تنفيذاً. وهي لا تمنع أحداً من إرسالها.
advice-hints =
    { $count ->
        [one] أمر واحد يستحق النظر
        [two] أمران يستحقان النظر
        [few] { $count } أمور تستحق النظر
       *[other] { $count } أمراً تستحق النظر
    }
advice-clear = لا شيء يلفت النظر
advice-answered = أُجيب عن { $count } من { $all }
advice-hint = أمر يستحق النظر
smart-answer-yes = نعم
smart-answer-no = لا
smart-answer-unsure = غير متأكد
smart-ask-specific = هل تطلب خطوة واحدة، واضحة بحيث لا تُفهم على أنها غيرها؟
smart-ask-measurable = هل يستطيع من يزور لاحقاً أن يرى إن كانت قد نُفِّذت؟
smart-ask-achievable = هل تستطيع هذه السلطة القيام بها، بصلاحياتها وفي ظروفها؟
smart-ask-results-oriented = هل تقول ما الذي ينبغي أن يتغير للمحتجزين؟
smart-ask-time-bound = هل تحدد يوماً، قريباً لمن ينتظر وكافياً للتنفيذ؟
smart-ask-solution-suggestive = هل تشير إلى سبيل، دون أن تغلق سبلاً أفضل؟
smart-ask-mindful-of-risk = هل تتقدم على ما هو أقل أهمية، ولا تعرّض أحداً للخطر؟
smart-ask-argued = هل تستند إلى استنتاجات ومعايير تستطيع السلطة التحقق منها؟
smart-ask-root-cause = هل تبلغ ما يجعل المشكلة تعود؟
smart-ask-targeted = هل هي موجَّهة إلى من يستطيع البت فيها؟
hint-long = هي طويلة. هل تضم عدة توصيات؟
hint-short = هي قصيرة جداً. هل المطلوب واضح؟
hint-vague = تطلب النظر في الأمر، أو ما هو ممكن أو مناسب. أيمكنها أن تقول المطلوب نفسه؟
hint-no-deadline = لم يُحدَّد موعد نهائي.
hint-deadline-past = انقضى الموعد النهائي.
hint-no-finding = لا استنتاج مرتبط بها.
hint-finding-open = استنتاج تستند إليه لم يُثبَت.
hint-no-standard = لم يُذكر معيار.
hint-no-addressee = ليست موجَّهة إلى أحد بعد.
hint-priority-plain = الموعد النهائي قريب. أينبغي أن تقول الأولوية ذلك؟
# Letter
letter = رسالة
letter-which = التوصيات في هذه الرسالة
letter-language = لغة الرسالة
letter-write = كتابة الرسالة
letter-written = كُتبت الرسالة: { $path }
letter-mark =
    { $count ->
        [one] وضع علامة الإرسال عليها
        [two] وضع علامة الإرسال على الاثنتين
       *[other] وضع علامة الإرسال على { $count } كلها
    }
letter-sent =
    { $count ->
        [one] وُضعت علامة الإرسال.
        [two] وُضعت علامة الإرسال على اثنتين.
       *[other] وُضعت علامة الإرسال على { $count }.
    }
letter-preview = معاينة الرسالة
letter-gate = لا تتضمن إلا استنتاجات مثبتة لا خلاف عليها. ولا كلمة من مقابلة، ولا من قال ماذا.
letter-left-out =
    { $count ->
        [zero] لم يُستبعد أي استنتاج
        [one] استُبعد استنتاج واحد
        [two] استُبعد استنتاجان
        [few] استُبعدت { $count } استنتاجات
       *[other] استُبعد { $count } استنتاجاً
    }
letter-nobody = ليست موجَّهة إلى أحد بعد
letter-nobody-text = سمِّ السلطة التي يُطلب منها التنفيذ، وعندها تُكتب الرسالة.
# Year
year = السنة
year-all = الكل
year-bar = شريط
year-sum = المجموع
year-table = توصيات { $year } بحسب الموضوع
year-about = ما تكرر يُحتسب حيث قيل آخر مرة. والمسحوبة لا تُحتسب.
# Verification at a visit
verify = توصيات للتحقق
verify-about = توصيات مفتوحة بشأن هذا المكان أُرسلت حتى يوم بدء الزيارة. ما تجده لك، إلى جانب ما يجده الزملاء؛ وحيث تختلفون يقرر رئيس الفريق.
verify-none = لا شيء للتحقق
verify-none-text = لا توصية بشأن هذا المكان تنتظر التحقق منها في هذه الزيارة.
verify-question = هل نُفِّذت؟
verify-open = التحقق
verify-planned = سيُتحقق من هذه
verify-more =
    { $count ->
        [one] وواحدة أخرى
        [two] واثنتان أخريان
        [few] و{ $count } أخرى
       *[other] و{ $count } أخرى
    }
recommendations-due =
    { $count ->
        [one] رد واحد أو موعد واحد مستحق
        [two] اثنان من الردود والمواعيد مستحقان
        [few] { $count } من الردود والمواعيد مستحقة
       *[other] { $count } من الردود والمواعيد مستحقة
    }
recommendations-due-all = كل التوصيات
# Trace
trace = المسار
trace-about = من المكان إلى ما آل إليه الأمر. المقابلات تُعدّ هنا ولا تُسمّى أبداً.
trace-place-about = كل زيارات المكان، أحدثها أولاً.
trace-whole-about = مع كل الزيارات الأخرى للأماكن التي يتعلق بها.
trace-whole = مع كل الزيارات الأخرى
trace-alone-visit = هذه الزيارة وحدها
trace-alone-finding = هذا الاستنتاج وحده
trace-alone-recommendation = هذه التوصية وحدها
# Older visits for which there was no room: their findings are not drawn here.
trace-beyond =
    { $count ->
        [one] زيارة أقدم تظهر كسطر فقط: لا متسع لما استُنتج فيها. وهي تقود إلى مسارها.
        [two] زيارتان أقدم تظهران كسطرين فقط: لا متسع لما استُنتج فيهما. وكل منهما تقود إلى مسارها.
        [few] { $count } زيارات أقدم تظهر كأسطر فقط: لا متسع لما استُنتج فيها. وكل منها تقود إلى مسارها.
       *[other] { $count } زيارة أقدم تظهر كأسطر فقط: لا متسع لما استُنتج فيها. وكل منها تقود إلى مسارها.
    }
trace-whole-visit = الزيارة كلها
trace-list = المسار نفسه في قائمة
trace-leads = يقود إلى
trace-leads-more = و{ $count } غيرها، وهي في الأعمدة أدناه
trace-place = المكان
trace-visit = الزيارة
trace-source = المصدر
trace-finding = الاستنتاج
trace-standard = المعيار
trace-recommendation = التوصية
trace-reply = الرد
trace-verification = التحقق
trace-interviews =
    { $count ->
        [one] مقابلة واحدة
        [two] مقابلتان
        [few] { $count } مقابلات
       *[other] { $count } مقابلة
    }
travel-only-here =
    { $count ->
        [one] تغيير واحد على هذا الجهاز فقط. تبادلوا قبل المغادرة.
        [two] تغييران على هذا الجهاز فقط. تبادلوا قبل المغادرة.
        [few] { $count } تغييرات على هذا الجهاز فقط. تبادلوا قبل المغادرة.
       *[other] { $count } تغييرًا على هذا الجهاز فقط. تبادلوا قبل المغادرة.
    }
travel-nothing = لا شيء آخر على هذا الجهاز.
travel-nothing-may = لا شيء: كل ما عدا ذلك على هذا الجهاز لا بد أن يُحمل أيضًا.
travel-under-way = هذا الجهاز في سفر، أو لم يرجع إليه بعد كل ما تُرك في السفر السابق.
travel-choose = ما يبقى في المكتب
travel-choose-none = لماذا لا بد من حمله
travel-choose-about = يبقى ما وُضعت عليه علامة. أما السلطات وعمليات القرعة وسجل الهيئة نفسها فتُحمل دائمًا، وكذلك الاستمارات التي لم تُحفظ بعد ولا تسمّي سجلًا. وتشمل المقابلات ما في سجل الأعمال الانتقامية. وإذا حُمل قيد فيه حُملت معه المقابلة التي هو عنها، وإذا بقيت مقابلة بقيت القيود التي عنها.
travel-kind-interview = المقابلات
travel-kind-visit = الزيارات
travel-kind-place = الأماكن
travel-kind-plan = الزيارات المخططة
travel-kind-recommendation = التوصيات
travel-stay = يبقى { $stays } من { $of }
travel-each = واحدًا واحدًا
travel-why-only-here = لا يُعرف جهاز آخر ورد منه شيء في الأيام السبعة الأخيرة ويحمله كاملًا
travel-why-unsettled = منه ما ينتظر أو ما رُفض
travel-why-vouched = لم تصل كل تغييراته بعد
travel-why-entry = يُحمل قيد عنه في سجل الأعمال الانتقامية
travel-file = ملف لمن يبقى في المكتب
travel-file-hint = اكتبه على ذاكرة تبقى في المكتب، أو أرسله إلى زميل. لا تأخذه معك. لكل سفر ملف خاص به، ولا يُكتب ملف فوق آخر.
travel-warn-file = هذا الملف هو طريق الرجوع. تفتحه أجهزة من يقود الفريق غيرك وأجهزتك الأخرى؛ فإن لم توجد فأجهزة كل الزملاء. وهذا الجهاز لا يفتحه. ومن بقي في المكتب يعيد إليك المفتاح حين ترجع.
travel-warn-lost = إن ضاع الملف قبِل من يقود الفريق جهازًا لك من جديد، فتعود السجلات من الزملاء. أما مسودات ما بقي وأسماء أصحابه الحقيقية فهي على هذا الجهاز وحده، ولا تعود إلا بالملف.
travel-warn-online = من كان معه هذا الجهاز وعبارة مروره ووصل إلى الفريق أو إلى مُرحِّله استطاع أن يطلب المفاتيح من جديد. إن أُخذ الجهاز منك فليُزله من يقود الفريق فورًا. والجهاز الذي أُزيل لا يعود إليه شيء وإن سلم الملف: تضيع المسودات والأسماء الحقيقية التي كانت عليه وحده، وتصل السجلات من الزملاء إلى جهاز آخر لك. ونسخة الخزنة التي أُخذت قبل السفر تُفتح بكل ما فيها.
travel-warn-together = إذا ترك عدة زملاء سجلات في اليوم نفسه فليبدأ أحدهم، وليتبادل معه الآخرون قبل أن يبدؤوا. وإلا فقد يعتمد كل منهم على ما تركه غيره للتو.
travel-warn-new = ما بقي لا يُقرأ ولا يُكتب فيه إلى أن ترجع. وما يبدؤه الزملاء في الأثناء يصل كالعادة، إلا مقابلات الزيارات التي بقيت.
travel-understood = قرأت هذا، وسيبقى الملف في المكتب.
travel-leaving = يجري تركها…
travel-leave =
    { $count ->
        [one] ترك سجل واحد
        [two] ترك سجلين
        [few] ترك { $count } سجلات
       *[other] ترك { $count } سجلًا
    }
travel-begun = بقيت في المكتب. تبادلوا مرة أخرى قبل المغادرة ليعلم الزملاء.
journey = السفر
journey-line = هذا الجهاز في سفر: لا تُظهر القوائم والأرقام إلا ما حُمل معه.
journey-open = ما بقي وطريق الرجوع
journey-none = ليس هذا الجهاز في سفر. يبدأ السفر من التحضير لزيارة.
journey-away = لم يضع شيء: ما بقي يعود بالمفتاح الذي يعيده من في المكتب.
journey-left = ما بقي في المكتب
journey-since = منذ
journey-holders = من يستطيع إعادة المفتاح
journey-file = الملف الذي أُعيد إليك
journey-file-hint = ليس الملف الذي تركته، بل الذي كتبه منه من في المكتب.
journey-end = إنهاء السفر
journey-ending = يجري إرجاعها…
journey-ended = رجع كل شيء.
journey-returning = لم يرجع كل شيء بعد. أقفل ثم افتح ليتابع.
journey-traces = قد يجد خبير في المخزن كلمات مما بقي: لم يتسع القرص لمحوها، أو أنهى النظام التطبيق أثناء ذلك. أفسح مثل ما تشغله الخزنة، وأغلق التطبيقات الأخرى، ثم أعد المحاولة.
journey-clean = محوها
journey-cleaning = يجري محوها…
journey-cleaned = لم يعد في المخزن ما يدل على ما بقي.
hand-back = إعادة مفتاح سفر زميل
hand-back-about = لا تفعل ذلك إلا إذا علمت أن زميلك رجع وأن الجهاز معه. الملف الذي تكتبه لذلك الجهاز وحده.
hand-back-file = الملف الذي تُرك
hand-back-to = الملف الذي يُكتب
hand-back-do = كتابة المفتاح
hand-back-done = هذا مفتاح { $name } لسفر { $day }.
today-overdue = أماكن متأخرة أو بلا زيارة كاملة
today-due-soon = أماكن موعدها قريب
today-missed = زيارات مخططة فائتة
today-next-plan = المخطط التالي
programme-state = الحالة
programme-place = المكان
programme-more =
    { $count ->
        [one] وواحدة أخرى
        [two] واثنتان أخريان
       *[other] و{ $count } أخرى
    }
programme-days = أيام { $month }
programme-rest-day = { $day }، عطلة الأسبوع
programme-whole-month = في وقت ما من الشهر
programme-entry = { $name }، { $standing }
programme-entry-sealed = { $name }، { $standing }، لمن يلزمه العلم بها فقط
plan-readers-closed = هذه الخطة مختومة لغيرك الآن: ترى ما كان يحق لك قراءته، ولا شيء أحدث منه.
key-plan-month = البرنامج: نقل زيارة مخططة شهرًا
key-plan-day = البرنامج: نقل زيارة مخططة يومًا
key-plan-week = البرنامج: نقل زيارة مخططة أسبوعًا
kind-recommendation = توصية
kind-reply = رد سلطة
kind-dialogue = تواصل مع سلطة

# الأرقام
nav-numbers = الأرقام
numbers = الأرقام
numbers-period = المدة
numbers-year = السنة
span-12-months = آخر 12 شهراً
span-this-year = هذه السنة
span-year = سنة تقويمية
span-5-years = آخر 5 سنوات
span-10-years = آخر 10 سنوات
numbers-from-to = من { $from } إلى { $to }. حُسبت على هذا الجهاز مما يستطيع قراءته.
numbers-visits = الزيارات
numbers-planned = { $count ->
    [0] لا زيارات مخططة
    [one] زيارة مخططة واحدة
    [two] زيارتان مخططتان
    [few] { $count } زيارات مخططة
    [many] { $count } زيارة مخططة
   *[other] { $count } زيارة مخططة
  }
numbers-lapsed = { $count ->
    [one] فاتت واحدة منها أو أُلغيت
    [two] فاتت اثنتان منها أو أُلغيتا
    [few] فاتت { $count } منها أو أُلغيت
    [many] فاتت { $count } منها أو أُلغيت
   *[other] فاتت { $count } منها أو أُلغيت
  }
numbers-places-visited = الأماكن التي زُيرت
numbers-in-a-year = في السنة السابقة لآخر يوم
numbers-replied = ما رُدّ عليه
numbers-implemented = ما نُفّذ كاملاً
numbers-of-sent = { $count ->
    [0] لم يُرسل شيء
    [one] من توصية واحدة أُرسلت
    [two] من توصيتين أُرسلتا
    [few] من { $count } توصيات أُرسلت
    [many] من { $count } توصية أُرسلت
   *[other] من { $count } توصية أُرسلت
  }
numbers-days-to-reply = الأيام حتى الرد
numbers-median = الوسيط
numbers-sealed = { $count ->
    [one] مقابلة أو خطة أو زيارة أو توصية واحدة مختومة لآخرين ولم تُحسب.
    [two] سجلان من المقابلات والخطط والزيارات والتوصيات مختومان لآخرين ولم يُحسبا.
    [few] { $count } سجلات من المقابلات والخطط والزيارات والتوصيات مختومة لآخرين ولم تُحسب.
    [many] { $count } سجلًا من المقابلات والخطط والزيارات والتوصيات مختومة لآخرين ولم تُحسب.
   *[other] { $count } سجل من المقابلات والخطط والزيارات والتوصيات مختومة لآخرين ولم تُحسب.
  }
numbers-as-table = كجدول
numbers-export = اكتب ملفاً
numbers-export-hint = تُحجب في الملف أيضاً الأعداد الصغيرة من الأشخاص. والملف غير مشفر: من حصل عليه قرأه.
numbers-format-svg = ‏SVG، الرسوم
numbers-format-csv = ‏CSV، الجداول
plot-first = الرسم للصفوف الأولى وعددها { $count } من أصل { $all }. والجدول يضمها كلها.
plot-save = احفظ الرسم أو جدوله…
plots-written = { $count ->
    [zero] لم يُكتب أي رسم.
    [one] كُتب رسم واحد.
    [two] كُتب رسمان.
    [few] كُتبت { $count } رسوم.
    [many] كُتب { $count } رسماً.
   *[other] كُتب { $count } رسم.
    }
numbers-write = اكتب الملف
numbers-written = { $count ->
    [one] كُتب جدول واحد.
    [two] كُتب جدولان.
    [few] كُتبت { $count } جداول.
    [many] كُتب { $count } جدولاً.
   *[other] كُتب { $count } جدول.
  }
number-of-days = { $value } يوماً
count-of = { $count } من { $all }
threshold = الأعداد الصغيرة من الأشخاص
threshold-text = ما كان دون هذا العدد من الأشخاص لا يُعرض ولا يُكتب في ملف. يسري على الفريق كله، ويغيّره رئيس الفريق.
threshold-label = احجب الأعداد دون
threshold-kept = تُحجب من الآن الأعداد دون { $threshold }.
