"""Under which names each field is known, best first: in the exports of other programs and in seven languages."""

from denyut.exchange.words import plain

# One name may stand under two fields (a column "Key result" holds titles or numbers): what the column holds decides.
GOALS = {
    "objective_title": "objective title | objective | objective name | goal title | goal name | goal | related goal"
    " | okr | okr title | name | title | objectives | goals | tujuan | judul tujuan | nama tujuan | sasaran | الهدف"
    " | اسم الهدف | عنوان الهدف | الغاية | objektif | matlamat | tajuk objektif | วัตถุประสงค์ | เป้าหมาย"
    " | ชื่อวัตถุประสงค์ | mục tiêu | tên mục tiêu | đích đến | 目标 | 目标名称 | 目标标题 | 目的 | objetivo | what",
    "objective_key": "objective id | objective key | goal id | goal identifier | related goal id | okr id | key"
    " | objective | goal | id obj | id objetivo | objective code | goal code | objective number | id tujuan"
    " | kode tujuan | معرف الهدف | رقم الهدف | id objektif | kod objektif | รหัสวัตถุประสงค์ | mã mục tiêu | 目标编号"
    " | 目标id",
    "objective_description": "objective description | goal description | description | notes | objective notes"
    " | details | keterangan | deskripsi | deskripsi tujuan | الوصف | وصف الهدف | penerangan | huraian | คำอธิบาย"
    " | รายละเอียด | mô tả | 描述 | 目标描述 | 说明 | descricao",
    "objective_status": "objective status | goal status | status tujuan | حالة الهدف | status objektif"
    " | สถานะวัตถุประสงค์ | trạng thái mục tiêu | 目标状态",
    "objective_progress": "objective progress | goal progress | objective completion | progres tujuan | تقدم الهدف"
    " | kemajuan objektif | ความคืบหน้าวัตถุประสงค์ | tiến độ mục tiêu | 目标进度",
    "key_result_title": "key result title | key result | key result name | key results | kr | kr title | kr name"
    " | metric name | metric | indicator | indicator name | measure | kpi | texto | krs | title | hasil kunci"
    " | judul hasil kunci | indikator | النتيجة الرئيسية | النتائج الرئيسية | عنوان النتيجة الرئيسية | المؤشر"
    " | hasil utama | petunjuk | ผลลัพธ์หลัก | ตัวชี้วัด | kết quả then chốt | kết quả chính | chỉ số | 关键结果"
    " | 关键成果 | 指标 | resultado chave",
    "key_result_key": "key result id | key result key | kr id | id kr | kr | key result | metric id | indicator id"
    " | kr code | key result number | kode hasil kunci | id hasil kunci | معرف النتيجة الرئيسية"
    " | رقم النتيجة الرئيسية | id hasil utama | รหัสผลลัพธ์หลัก | mã kết quả then chốt | 关键结果编号 | 关键结果id",
    "key_result_description": "key result description | kr description | metric description | description kr"
    " | deskripsi hasil kunci | وصف النتيجة الرئيسية | penerangan hasil utama | คำอธิบายผลลัพธ์หลัก"
    " | mô tả kết quả then chốt | 关键结果描述",
    "row_key": "row id | row number | row no | line id | nomor baris",
    "parent_key": "parent row ids | parent row id | parent goal id | parent goal ids | parent id"
    " | parent objective id | parent | parent objective | parent goal | parent okr | aligned to | aligns to"
    " | supports | tujuan induk | selaras dengan | الهدف الأعلى | متوائم مع | objektif induk | dijajarkan dengan"
    " | วัตถุประสงค์ระดับบน | สอดคล้องกับ | mục tiêu cấp trên | liên kết với | 上级目标 | 对齐到",
    "row_type": "type | row type | item type | okr type | entity type | level type | jenis | tipe | النوع | ประเภท"
    " | loại | 类型",
    "parent_objective_key": "parent objective key | parent goal ids",
    "objective_phase": "objective phase | goal phase",
    "is_archived": "is archived | archived",
    "delegate_email": "check in owner | check in owner email | check in owners | delegate | delegates | delegate email",
    "level": "level | scope | goal level | okr level | objective level",
    "scope": "scope value | level value",
    "visibility": "visibility | seen by | is private",
    "ambition": "ambition | goal category | okr category | commitment | aspiration",
    "commit_zone": "commit zone | commit",
    "target_zone": "target zone",
    "stretch_zone": "stretch zone",
    "owner_email": "owner email | owner e mail | owner emails | owner email id | staff email | email | e mail"
    " | user email | employee email | assignee email | owner | assignee | responsible | email penanggung jawab"
    " | penanggung jawab | البريد الإلكتروني | بريد المسؤول | المسؤول | e mel | emel | emel pemilik | pemilik | อีเมล"
    " | ผู้รับผิดชอบ | email người phụ trách | người phụ trách | 邮箱 | 负责人邮箱 | 负责人",
    "owner_name": "owner name | owner | employee name | staff name | assignee | assigned to | responsible"
    " | responsible person | lead | dri | user | owner id | penanggung jawab | nama penanggung jawab | pic | karyawan"
    " | المسؤول | اسم المسؤول | صاحب الهدف | pemilik | pekerja | ผู้รับผิดชอบ | เจ้าของ | พนักงาน | người phụ trách"
    " | chủ sở hữu | nhân viên | 负责人 | 员工",
    "department": "department | departments | team | teams | division | unit kerja | organization"
    " | organization abbreviation | organisation | related owner | business unit | group | departemen | divisi | tim"
    " | القسم | الإدارة | الفريق | jabatan | bahagian | pasukan | แผนก | ทีม | ฝ่าย | phòng ban | bộ phận | nhóm"
    " | 部门 | 团队",
    "cycle": "cycle | goal cycle | okr cycle | quarter | period | time period | session | timeframe | siklus"
    " | periode | kuartal | الدورة | الفترة | الربع | kitaran | tempoh | suku tahun | รอบ | ไตรมาส | ช่วงเวลา | chu kỳ"
    " | quý | kỳ | 周期 | 季度",
    "year": "year | fiscal year | fiscal yr | fy | tahun | السنة | العام | ปี | năm | 年 | 年度 | ano",
    "quarter": "quarter | fiscal quarter | fiscal qtr | qtr | kuartal | triwulan | الربع | suku tahun | ไตรมาส | quý"
    " | 季度",
    "start_date": "start date | start | starts | begin date | from | from date | started at | created at | start on"
    " | tanggal mulai | dari tanggal | تاريخ البدء | تاريخ البداية | من تاريخ | tarikh mula | dari tarikh"
    " | วันที่เริ่มต้น | วันเริ่มต้น | ตั้งแต่วันที่ | ngày bắt đầu | từ ngày | 开始日期 | 开始时间",
    "end_date": "end date | due date | due at | due | deadline | end | ends | finish date | to date | to | targeted at"
    " | target date | tanggal selesai | tenggat | sampai tanggal | تاريخ الانتهاء | تاريخ الاستحقاق | إلى تاريخ"
    " | tarikh tamat | tarikh akhir | hingga tarikh | วันที่สิ้นสุด | กำหนดส่ง | ถึงวันที่ | ngày kết thúc"
    " | hạn hoàn thành | đến ngày | 结束日期 | 截止日期",
    "baseline": "start value | starting value | key result start value | metric start value | baseline"
    " | baseline value | initial value | initial | value start | from value | inicial | start | from | nilai awal"
    " | القيمة الابتدائية | القيمة الأولية | nilai permulaan | nilai mula | ค่าเริ่มต้น | giá trị ban đầu"
    " | giá trị bắt đầu | 起始值 | 初始值 | 基准值 | 基线",
    "target": "target value | key result end value | key result target value | metric target value | target"
    " | goal value | end value | value target | stretch goal | stretch | target number | meta | to | nilai target"
    " | القيمة المستهدفة | المستهدف | nilai sasaran | sasaran | ค่าเป้าหมาย | giá trị mục tiêu | chỉ tiêu | 目标值"
    " | 目标数值",
    "current": "current value | key result current value | current | now | actual | actual value | value current"
    " | latest value | value | achieved value | achievement | atual | nilai saat ini | realisasi | capaian"
    " | القيمة الحالية | الفعلي | nilai semasa | ค่าปัจจุบัน | ผลงานจริง | giá trị hiện tại | thực tế | 当前值 | 实际值"
    " | 完成值",
    "unit": "unit | key result unit | unit of measure | metric unit | units | uom | un medida | satuan | الوحدة"
    " | وحدة القياس | หน่วย | đơn vị | 单位",
    "weight": "weight | weightage | key result weight | kr weight | weighting | peso | bobot | الوزن | الوزن النسبي"
    " | pemberat | wajaran | น้ำหนัก | trọng số | 权重",
    "progress": "progress | key result progress | key result completion | completion | percent complete | complete"
    " | progress percentage | progress pct | progress percent | percentage | done | progres | kemajuan | pencapaian"
    " | التقدم | نسبة الإنجاز | ความคืบหน้า | tiến độ | 进度 | 完成度",
    "status": "status | progress status | key result status | state | phase | health | rag | keadaan | الحالة | สถานะ"
    " | trạng thái | 状态",
    "kind": "goal type | key result type | metric type | check in type | progress type | type | measurement type"
    " | tipo | indicator type | kr type | jenis hasil kunci | نوع النتيجة | jenis hasil utama | ประเภทตัวชี้วัด"
    " | loại chỉ số | 指标类型",
    "action": "action | objective action | key result action | operation | aksi | إجراء | tindakan | การดำเนินการ"
    " | hành động | 操作",
}
CHECK_INS = {
    "key": "check in id | checkin id | update id | id | id atualizacao",
    "key_result_title": GOALS["key_result_title"],
    "key_result_key": GOALS["key_result_key"] + " | goal id",
    "objective_title": GOALS["objective_title"],
    "date": "date | check in date | checkin date | created on | created at | updated at | updated on | update date"
    " | timestamp | last updated | data | week | tanggal | التاريخ | تاريخ المتابعة | tarikh | วันที่ | ngày | 日期"
    " | 更新日期 | 时间",
    "value": "value | " + GOALS["current"] + " | new value | nilai | القيمة | ค่า | giá trị | 值 | 数值",
    "progress": GOALS["progress"],
    "zone": "zone | ordinal value | scoring zone | zona",
    "confidence": "confidence | confidence level | confidence score | keyakinan | tingkat keyakinan | مستوى الثقة"
    " | الثقة | tahap keyakinan | ระดับความมั่นใจ | ความมั่นใจ | mức độ tự tin | độ tin cậy | 信心指数 | 信心",
    "status": GOALS["status"],
    "note": "notes | note | comment | comments | change info | update | summary | remarks | ppp | catatan | komentar"
    " | ملاحظات | ملاحظة | تعليق | nota | komen | หมายเหตุ | บันทึก | ความคิดเห็น | ghi chú | bình luận | 备注 | 评论"
    " | 说明",
    "author_email": "author email | user email | updated by | author | owner | email | " + GOALS["owner_email"],
    "author_name": "author | author name | updated by | created by | checked in by | " + GOALS["owner_name"],
}
# Columns that other programs export and that would be mistaken for something else by a word they share with it.
PASSED_OVER = (
    "score | tags | categories | category | individual emails | priority"
    " | notification frequency | assigner | assigner email id | performance type | reviewer comment | employee code"
    " | target date type | watchers | type id | goal type value | objective type"
    " | objective type value | title chars | comment chars | initiatives chars | progress threshold"
    " | progress completions | progress pct range | progress pct target status | initiatives | valor alterar | skor"
    " | الدرجة | คะแนน | điểm | 评分"
)


def split(names: str) -> dict[str, int]:
    """`"a | b"` as {plain name: rank}, best first."""
    ranks: dict[str, int] = {}
    for rank, name in enumerate(names.split("|")):
        ranks.setdefault(plain(name), rank)
    return ranks


NAMES = {
    "goals": {field: split(names) for field, names in GOALS.items()},
    "check_ins": {field: split(names) for field, names in CHECK_INS.items()},
}
IGNORED = frozenset(split(PASSED_OVER))
KNOWN = IGNORED.union(*(names for fields in NAMES.values() for names in fields.values()))


def is_known(name: str) -> bool:
    """Whether a plain header name is known as it stands, or as one of a group of repeated columns."""
    return name in KNOWN or without_number(name) in KNOWN


def without_number(name: str) -> str:
    """A plain name without its numbers: `key result 2 title` → `key result title`."""
    return " ".join(part for part in name.split() if not part.isdecimal())
