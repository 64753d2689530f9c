"""Words that people in a made-up company use, in seven languages: many that are heard all day, and one each that is hardly ever said."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Voice:
    """A language as it is spoken at work: the words of every day, a `rare` one, and what stands `between` two words."""

    heard: str
    rare: str
    between: str = " "

    @property
    def daily(self) -> list[str]:
        """The words of every day."""
        return self.heard.split()


VOICES = (
    Voice(
        "antrian sudah lancar pelanggan pagi tim laporan besok rapat target kirim tolong selesai pesanan gudang",
        "kaleidoskop",
    ),
    Voice(
        "queue customer morning meeting target please done order refund courier today ticket review number report",
        "quicksilver",
    ),
    Voice("الفريق العميل الصباح التقرير اجتماع الهدف اليوم الطلب شكرا المستودع الرقم غدا السعر", "زنجبيل"),
    Voice(
        "mesyuarat petang pelanggan siap hantar laporan minggu pasukan sasaran terima pejabat kedai barang",
        "rambutan",
    ),
    Voice(
        "ประชุม ลูกค้า รายงาน เป้าหมาย วันนี้ พรุ่งนี้ ทีมงาน สินค้า ราคา ขอบคุณ ส่งของ ตัวเลข",
        "มะม่วงหิมพานต์",
        "",
    ),
    Voice("khách hàng báo cáo cuộc họp mục tiêu hôm nay đơn kho cảm ơn nghỉ phép tuần", "khoai"),
    Voice("客户 报告 会议 目标 今天 明天 团队 订单 仓库 谢谢 价格 数字 复盘", "琥珀", ""),
)
