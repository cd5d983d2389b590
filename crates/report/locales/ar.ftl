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
report-voices = بكلماتهم
report-disagreements = أوجه الاختلاف
report-passage = مقطع من ملاحظة كتبه أكثر من شخص في الوقت نفسه
report-passage-unread = كتب هنا؛ والمقطع لم يُقرأ بعد
report-kept-both = سُجِّل كلاهما
report-open = مفتوح
report-by = سجّله
report-recorded = المسجَّل
report-annex = ملحق: الإجابات
report-section = القسم
report-question = السؤال
report-area = المكان
report-answer = الإجابة
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
