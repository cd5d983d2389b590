report-title = تقرير الزيارة
report-audience-internal = للفريق فقط. يتضمن ما سُجِّل بموافقة على تدوين الملاحظات.
report-audience-authority = للسلطة المعنية. لا يتضمن أقوالاً من المقابلات إلا حيث وافق صاحبها على مشاركتها.
report-audience-public = للنشر. لا يتضمن أقوالاً من المقابلات إلا حيث وافق صاحبها على نشرها.
report-facts = معطيات الزيارة
report-objectives = الأهداف
report-team = الوفد
report-role = الدور
report-name = الاسم
report-method = المنهج
report-interviews = المقابلات
report-sealed = مقابلات مختومة لآخرين، ليست في هذا التقرير
report-observations = الملاحظات
report-answers = إجابات بنود القائمة
report-findings = الاستنتاجات
report-no-findings = لا استنتاجات بعد.
report-good-practice = ممارسة جيدة
report-concern = مصدر قلق
report-draft = مسودة
report-triangulated = مدعوم بمصادر مختلفة
report-voices = من المقابلات، كما دُوِّنت
report-disagreements = أوجه الاختلاف
report-passage = مقطع من ملاحظة كتبه أكثر من شخص في الوقت نفسه
report-passage-unread = كتب هنا؛ والمقطع لم يُقرأ بعد
report-kept-both = سُجِّل كلاهما
report-open = مفتوح
report-by = سجّله
report-recorded = المسجَّل
report-annex = ملحق: الإجابات
report-question = السؤال
report-area = المكان
report-answer = الإجابة
report-area-unknown = قسم غير مسمّى هنا
report-theme = الموضوع
report-observed = المشاهَد
report-source = المصدر
report-flagged = يحتاج إلى عناية
report-no-answers = لا إجابات بعد.
report-note = ملاحظة
report-standards = المعايير
report-whole-place = المكان كله
report-body = هيئة الرصد
report-place = المكان
report-place-type = نوع المكان
report-authority = السلطة
report-capacity = السعة
report-occupancy = عدد المحتجزين
report-kind = نوع الزيارة
report-notice = الإعلان
report-announced = معلنة
report-unannounced = غير معلنة
report-days = التواريخ
report-unknown = غير معروف
place-type-police-station = مركز شرطة
place-type-prison = سجن
place-type-remand-prison = سجن احتياطي
place-type-court-cells = زنازين محكمة
place-type-immigration-detention = احتجاز المهاجرين
place-type-border-zone = مطار أو منطقة حدودية
place-type-juvenile-institution = مؤسسة أحداث
place-type-psychiatric-hospital = مستشفى أمراض نفسية
place-type-social-care-home = دار رعاية اجتماعية
place-type-military-detention = احتجاز عسكري
place-type-infectious-disease-ward = جناح أمراض معدية
place-type-transfer-vehicle = مركبة نقل
place-type-other = آخر أو غير رسمي
visit-kind-in-depth = معمّقة
visit-kind-thematic = موضوعية
visit-kind-ad-hoc = طارئة
visit-kind-follow-up = متابعة
role-lead = رئيس الفريق
role-inspector = مفتش
role-expert = خبير
role-interpreter = مترجم
role-observer = مراقب
source-observed = مشاهدة
source-interview = مقابلة
source-register = سجل
source-staff = موظفون
source-document = وثيقة
source-measured = قياس
unit-persons = أشخاص
unit-days = أيام
unit-hours = ساعات
unit-years = سنوات
unit-cases = حالات
unit-times = مرات
unit-celsius = درجة مئوية
unit-minutes = دقائق
answer-yes = نعم
answer-no = لا
answer-partly = جزئياً
answer-not-checked = لم يُفحص
theme-dignity = الكرامة والمعاملة
theme-registers = السجلات والملفات
theme-separation = الفصل
theme-accommodation = الإيواء والنظافة
theme-daily-life = الملبس والغذاء والرياضة
theme-health = الرعاية الصحية
theme-discipline = التأديب والعزل
theme-restraints = وسائل التقييد والقوة
theme-searches = التفتيش
theme-complaints = المعلومات والشكاوى
theme-outside-world = الاتصال بالخارج
theme-belief = الكتب والمعتقد والممتلكات
theme-deaths = الوفيات والإخطارات والنقل
theme-staff = الموظفون والتفتيش
theme-regime = البرنامج والإفراج
theme-legal-status = الوضع القانوني
theme-women = النساء والأطفال مع أحد الوالدين
theme-juveniles = الأحداث
theme-police-safeguards = الضمانات في حجز الشرطة
theme-psychiatric = الرعاية النفسية والاجتماعية
theme-immigration = احتجاز المهاجرين
report-withheld = { $count ->
    [0] لم تُحجب أي مقابلة.
    [one] حُجبت أقوال مقابلة واحدة لعدم الموافقة على هذا الاستعمال.
    [two] حُجبت أقوال مقابلتين لعدم الموافقة على هذا الاستعمال.
    [few] حُجبت أقوال { $count } مقابلات لعدم الموافقة على هذا الاستعمال.
   *[other] حُجبت أقوال { $count } مقابلة لعدم الموافقة على هذا الاستعمال.
}
report-open-conflicts = { $count ->
    [0] لا اختلاف مفتوح.
    [one] اختلاف واحد مفتوح.
    [two] اختلافان مفتوحان.
    [few] { $count } اختلافات مفتوحة.
   *[other] { $count } اختلافاً مفتوحاً.
}
phase-preparation = التحضير
phase-on-site = في الموقع
phase-debrief = المراجعة
phase-reporting = كتابة التقرير
phase-follow-up = المتابعة
phase-closed = مغلقة
cell-per-person = { $space } م² للشخص، والحد الأدنى { $minimum }
cell-walls = أقل من مترين بين الجدران
cell-low = الارتفاع أقل من 2.5 م
cell-holds =
    { $count ->
        [zero] أصغر من أن تسع أحداً
        [one] تسع شخصاً واحداً
        [two] تسع شخصين
        [few] تسع { $count } أشخاص
       *[other] تسع { $count } شخصاً
    }
solitary-prolonged =
    { $count ->
        [few] { $count } أيام: حبس انفرادي مطوّل
       *[other] { $count } يوماً: حبس انفرادي مطوّل
    }
solitary-is =
    { $count ->
        [one] يوم واحد من الحبس الانفرادي
        [two] يومان من الحبس الانفرادي
        [few] { $count } أيام من الحبس الانفرادي
       *[other] { $count } يوماً من الحبس الانفرادي
    }
solitary-not =
    { $count ->
        [one] يوم واحد، أقل من 22 ساعة
        [two] يومان، أقل من 22 ساعة يومياً
        [few] { $count } أيام، أقل من 22 ساعة يومياً
       *[other] { $count } يوماً، أقل من 22 ساعة يومياً
    }
interviewee-individual = شخص واحد
interviewee-group = مجموعة
interviewee-staff = موظفون
interviewee-family = أسرة
consent-talk = الحديث معنا
consent-notes = تدوين الملاحظات
consent-photo = التقاط الصور
consent-audio = تسجيل الصوت
consent-medical-examination = فحص من طبيبنا
consent-share-with-authority = الإبلاغ إلى السلطة
consent-publish-anonymised = النشر بلا اسم
consent-publish-identified = النشر بالاسم
consent-state-given = موافق
consent-state-refused = رافض
consent-state-withdrawn = سُحبت
consent-state-not-asked = لم يُسأل
degree-none = لم يُقيّم
degree-not-consistent = غير متوافق
degree-consistent-with = متوافق
degree-highly-consistent = متوافق بدرجة عالية
degree-typical-of = نموذجي
degree-diagnostic-of = قاطع الدلالة
risk-answer-yes = نعم
risk-answer-no = لا
risk-answer-unknown = غير معروف
finding-status-draft = مسودة
finding-status-established = ثابتة
finding-status-withdrawn = مسحوبة
confidence-to-be-verified = يحتاج إلى تحقق
confidence-likely = مرجّح
confidence-confirmed = مؤكد
field-answer = إجابة
field-team = مقعد في الوفد
field-area = اسم قسم
field-checklist = اختيار قائمة تحقق
field-passage = كُتب في الوقت نفسه: اقرأ هذا المقطع
field-place-name = اسم المكان
field-place-place-type = نوع المكان
field-place-authority = السلطة المسؤولة
field-place-region = المنطقة
field-place-address = العنوان
field-place-capacity = السعة الرسمية
field-place-occupancy = عدد المحتجزين
field-place-suspected = مكان مشتبه به
field-visit-phase = مرحلة الزيارة
field-visit-kind = نوع الزيارة
field-visit-announced = معلنة
field-visit-starts-on = اليوم الأول
field-visit-ends-on = اليوم الأخير
field-visit-objectives = الأهداف
field-observation-text = ملاحظة
field-observation-theme = موضوع ملاحظة
field-observation-source = مصدر ملاحظة
field-observation-area = قسم ملاحظة
field-observation-flag = تنبيه على ملاحظة
field-finding-statement = نص نتيجة
field-finding-status = حالة نتيجة
field-finding-theme = موضوع نتيجة
field-finding-good-practice = ممارسة جيدة أم شاغل
field-finding-evidence = دليل نتيجة
field-statement-said = قول من مقابلة
field-consent-talk = الموافقة على الحديث
field-consent-notes = الموافقة على التدوين
field-consent-photo = الموافقة على الصور
field-consent-audio = الموافقة على الصوت
field-consent-medical-examination = الموافقة على الفحص
field-consent-share-with-authority = الموافقة على الإبلاغ
field-consent-publish-anonymised = الموافقة على النشر بلا اسم
field-consent-publish-identified = الموافقة على النشر بالاسم
field-reply = إجابة لرئيس الفريق
field-statement-withdrawn = سحب إفادة
field-finding-confidence = درجة التأكد من استنتاج
field-frame-group-size = عدد أفراد المجموعة
field-frame-unit = الوحدة
field-frame-language = اللغة
field-situation-legal-status = الوضع القانوني
field-situation-time-held = مدة الاحتجاز
field-situation-age-band = الفئة العمرية
field-situation-gender = النوع الاجتماعي
field-situation-needs = الاحتياجات
field-protection-reprisal-risk = خطر الانتقام
field-protection-self-harm = خطر إيذاء النفس
field-protection-minor = دون الثامنة عشرة
field-protection-urgent-medical = حاجة طبية عاجلة
field-protection-fears = المخاوف
field-protection-mitigation = الحماية المتفق عليها
report-of-finding = { $field }، في موضوع { $theme }
report-of-interview = مقابلة { $pseudonym }: { $field }
report-interview-closed = مقابلة لا يجوز استعمال أقوالها
report-finding-disputed = استنتاج في موضوع { $theme }
report-observation-disputed = ملاحظة في موضوع { $theme }
report-finding-disputed-somewhere = استنتاج
report-observation-disputed-somewhere = ملاحظة
report-field-unnamed = حقل كتبته نسخة أحدث
report-form-unknown = بصيغة لا يستطيع هذا التقرير عرضها
report-answer-withheld = قيل بسرّية؛ ولا يُعرض على هؤلاء القراء
report-removed = أُزيل
report-duration = { $hours } س { $minutes } د
report-cell = { $living } م² مساحة معيشة
report-solitary-stay = { $from } – { $to }، { $hours } ساعة في اليوم
report-solitary-hours = { $hours } ساعة في اليوم
report-goes-on = ما زال مستمراً
report-both-stand = الصيغتان قائمتان.
report-comma = {"، "}
report-not-answered = لم يُجب
field-frame-setting = مكان الحديث
field-frame-within-earshot = من كان على مسمع
field-frame-interviewee = مع من جرى الحديث
field-frame-selection = كيف اختير الشخص
field-frame-interviewer = من أجرى المقابلة
field-frame-note-taker = مدوّن الملاحظات
field-frame-started-at = البداية
field-frame-ended-at = النهاية
field-frame-interpreter = المترجم
field-frame-interpreter-independent = استقلال المترجم
field-frame-interpreter-undertaking = تعهد المترجم
field-frame-visit = زيارة المقابلة
field-frame-pseudonym = الاسم المستعار
field-situation-vulnerabilities = أوجه الضعف
field-protection-recontact-wanted = الرغبة في معاودة الاتصال
field-protection-recontact-way = طريقة آمنة للاتصال
field-protection-referral = الإحالة
field-protection-urgent = أمر لا يحتمل التأخير
field-analysis-corroborated-by = مصادر مؤيدة
field-analysis-contradicted-by = تناقضات
field-ending-read-back = قراءة الملاحظات على الشخص
field-ending-asked-to-withdraw = السؤال عن السحب
field-ending-check-on = يوم التحقق من الانتقام
field-handled-reprisal-risk = ما اتُّخذ بشأن خطر الانتقام
field-handled-self-harm = ما اتُّخذ بشأن خطر إيذاء النفس
field-handled-minor = ما اتُّخذ من أجل قاصر
field-handled-urgent-medical = ما اتُّخذ بشأن حاجة طبية عاجلة
field-handled-urgent = ما اتُّخذ بشأن أمر عاجل
field-handled-check-on = ما اتُّخذ بشأن الانتقام
field-observation-withdrawn = سحب ملاحظة
field-visit-place = مكان الزيارة
selection-random = بالصدفة
selection-asked-for-it = طلب ذلك
selection-chosen-by-team = اختاره الفريق
selection-named-by-management = سمّته الإدارة
age-band-under-18 = دون 18
age-band-18-24 = 18 إلى 24
age-band-25-39 = 25 إلى 39
age-band-40-59 = 40 إلى 59
age-band-60-plus = 60 فأكثر
vulnerability-minor = دون الثامنة عشرة
vulnerability-older = كبير في السن
vulnerability-pregnant-or-with-child = حامل أو معها طفل
vulnerability-disability = إعاقة
vulnerability-illness = مرض
vulnerability-mental-health = صحة نفسية
vulnerability-foreign = أجنبي أو لا يعرف اللغة
vulnerability-minority = أقلية
vulnerability-survivor = ناجٍ من تعذيب أو عنف
account-what = ما الذي حدث
account-when = متى
account-place = أين
account-who = على يد من، بصفته
account-how-often = كم مرة
body-front-head = الرأس
body-front-neck = الرقبة
body-front-chest-right = الصدر الأيمن
body-front-chest-left = الصدر الأيسر
body-front-abdomen = البطن
body-front-groin = الأربية
body-front-upper-arm-right = العضد الأيمن
body-front-upper-arm-left = العضد الأيسر
body-front-forearm-right = الساعد الأيمن
body-front-forearm-left = الساعد الأيسر
body-front-hand-right = اليد اليمنى
body-front-hand-left = اليد اليسرى
body-front-thigh-right = الفخذ الأيمن
body-front-thigh-left = الفخذ الأيسر
body-front-shin-right = الساق اليمنى
body-front-shin-left = الساق اليسرى
body-front-foot-right = القدم اليمنى
body-front-foot-left = القدم اليسرى
body-back-head = خلف الرأس
body-back-neck = خلف الرقبة
body-back-upper = أعلى الظهر
body-back-lower = أسفل الظهر
body-back-buttocks = الأرداف
body-back-upper-arm-left = خلف العضد الأيسر
body-back-upper-arm-right = خلف العضد الأيمن
body-back-forearm-left = خلف الساعد الأيسر
body-back-forearm-right = خلف الساعد الأيمن
body-back-hand-left = خلف اليد اليسرى
body-back-hand-right = خلف اليد اليمنى
body-back-thigh-left = خلف الفخذ الأيسر
body-back-thigh-right = خلف الفخذ الأيمن
body-back-calf-left = ربلة الساق اليسرى
body-back-calf-right = ربلة الساق اليمنى
body-back-sole-left = باطن القدم اليسرى
body-back-sole-right = باطن القدم اليمنى
