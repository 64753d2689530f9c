"""Vietnamese."""

WORDS = {
    "after": "sau khi, sau",
    "more": "nữa, thêm",
    "up": (
        "tăng, tăng thêm, cộng thêm, cộng, nhích, nhích thêm, tăng trưởng, tăng vọt, tăng mạnh, tăng nhẹ, "
        "gia tăng, cải thiện thêm, có thêm, được thêm, thêm được, tuyển thêm, ký thêm, ký được, chốt được, "
        "chốt thêm, tuyển được, bổ sung, bổ sung thêm, nhiều hơn, cao hơn, chậm hơn, lâu hơn, nhảy vọt, "
        "bật tăng, đi lên, leo thêm, nhỉnh hơn, lên thêm, vọt lên thêm, chậm lại, mới có thêm, kiếm được, "
        "thu hút thêm, kiếm thêm, nhận thêm, dài hơn"
    ),
    "down": (
        "giảm, giảm bớt, giảm đi, bớt, bớt được, bớt đi, sụt, sụt giảm, tụt, tụt đi, rớt, rơi, trừ, trừ đi, "
        "mất, mất đi, ít hơn, thấp hơn, nhanh hơn, ngắn hơn, suy giảm, hạ, hạ bớt, hụt, hụt đi, lùi, co lại, "
        "kéo giảm, giảm được, cắt giảm, giảm nhẹ, giảm mạnh, sụt mất, cắt được, cắt bớt, rút ngắn, thu hẹp, "
        "lao dốc, giảm thêm, giảm tiếp"
    ),
    "better": (
        "cải thiện, cải thiện được, tốt hơn, tốt lên, khá hơn, khá lên, sửa được, sửa xong, đã sửa, "
        "xử lý được, xử lý xong, đóng được, đã đóng, fix được, khắc phục được, giải quyết được, hoàn thành, "
        "tiến bộ, đã xử lý, sửa thêm được"
    ),
    "worse": "xấu đi, tệ đi, tệ hơn, kém đi, kém hơn, xấu hơn, tồi đi, tồi hơn, xuống cấp",
    "to": (
        "lên, còn, xuống, xuống còn, lên đến, lên tới, tới, đến, thành, về, về mức, lên mức, xuống mức, "
        "lên thành, chỉ còn, lại còn, giảm còn, thành ra, sang, lên được, xuống tới, xuống đến, "
        "giảm xuống còn, tăng lên mức, vọt lên, còn lại, nâng lên, hạ xuống, hạ xuống còn, rút xuống còn, "
        "rút còn"
    ),
    "at": (
        "đạt, đạt được, đạt mức, đạt tới, ở mức, ở, tại, là, bằng, chạm, chạm mốc, cán mốc, vượt, vượt mốc, "
        "vượt qua, hơn, trên mức, được, vẫn, vẫn là, vẫn ở, vẫn ở mức, giữ, giữ ở, giữ ở mức, giữ nguyên ở, "
        "giữ nguyên, duy trì ở, duy trì, duy trì ở mức, dừng ở, đứng ở, đứng ở mức, đang ở, đang ở mức, "
        "đang là, tổng cộng, tổng, tổng là, tổng số, ghi nhận, không đổi ở, không thay đổi ở, ổn định ở, "
        "ổn định ở mức, đi ngang ở, đã lên tới, con số là, kết quả là, cán, tròn, đủ, đo được, không đổi, "
        "nằm ở, nằm ở mức, đang có"
    ),
    "now": (
        "hiện, hiện tại, hiện nay, bây giờ, giờ, đang, lúc này, tính đến nay, đến nay, hiện giờ, "
        "tính đến hôm nay, mới nhất, hiện đang, tới giờ, đến giờ, hiện ở mức, giờ là, hiện là"
    ),
    "left": "còn sót, sót lại, tồn lại",
    "by": "khoảng tăng, một lượng, thêm khoảng, những, tới những",
    "from": (
        "từ, từ mức, so với, hơn so với, kể từ, tính từ, trên, trên tổng số, trong, trong số, so sánh với, "
        "so, trong vòng, trong khoảng, xuất phát từ, thay vì"
    ),
    "confidence": (
        "tự tin, độ tự tin, tin tưởng, độ tin tưởng, độ tin cậy, mức tự tin, mức độ tự tin, chắc chắn, "
        "mức tin tưởng, confidence, mức độ tin tưởng, niềm tin, độ chắc chắn, chắc, mức độ tin cậy"
    ),
    "note": "ghi chú, chú thích, lưu ý, note, bình luận, chú ý, ghi chú thêm",
    "because": (
        "vì, bởi vì, do, bởi, tại vì, nhờ, nhờ có, nhờ vào, lý do, lý do là, nguyên nhân, nguyên nhân do, "
        "do có, là do, vì có, bởi lẽ, vì đã, nguyên do, kết quả của, tại do"
    ),
    "target": (
        "mục tiêu, chỉ tiêu, đích, ngưỡng, hạn mức, giới hạn, ngân sách, định mức, hạn chót, deadline, "
        "mốc ban đầu, ban đầu, giá trị ban đầu, điểm xuất phát, tối thiểu, tối đa, target, kế hoạch là, đề ra"
    ),
    "question": (
        "bao nhiêu, mấy, khi nào, bao giờ, tại sao, vì sao, sao, ai, gì, cái gì, thế nào, như thế nào, "
        "ra sao, đâu, ở đâu, nào, phải không, phải ko, đúng không, đúng ko, có phải, được không, được chưa, "
        "hả, à, hử, chứ, nhỉ, liệu, có ai biết, chưa vậy, rồi chưa, có đúng, đúng chưa, sao rồi, cho hỏi, hỏi"
    ),
    "doubt": (
        "dữ liệu cũ, số cũ, số liệu cũ, cũ, lỗi thời, bản nháp, nháp, nghi ngờ, không chắc, chưa chắc, ai đó, "
        "nhà cung cấp, lưu trữ, giả, thử nghiệm thôi, hết hạn, xưa, chưa chính thức, nếu, nếu như, giả sử, "
        "giả dụ, giá như, giá mà, khi, một khi, khi mà, miễn là, trừ khi, hễ, lỡ, trước khi, cho đến khi, "
        "trong trường hợp, ví dụ, ví dụ như, thí dụ, chẳng hạn, như là, nghe nói, nghe đồn, nghe bảo, nghe, "
        "đồn, tin đồn, theo lời, theo như, theo báo cáo của, nói, nói rằng, bảo, bảo rằng, kể, cho biết, "
        "cho rằng, tuyên bố, viết, trích, đối thủ, đối thủ cạnh tranh, đội khác, nhóm khác, công ty khác, "
        "bên khác, phòng khác, của họ, họ, của đội khác, ngành, trung bình ngành, mô phỏng, đùa, nói đùa, "
        "hỏi, khẳng định, anh ấy, cô ấy, chị ấy, của anh, của cô, bên kia, của chị, người khác, ước, "
        "hình như, nghĩ rằng, đội bạn, giả thử, mẫu thử, "
        "đòi, yêu cầu, bắt phải, cứ cho là, cho là, tưởng tượng, mơ thấy, nằm mơ, bịa, đùa thôi, "
        "không thể nào, không đời nào, làm gì có, trên lý thuyết, theo lý thuyết, kịch bản, gõ nhầm, "
        "nhập nhầm, ghi nhầm, "
        "cầu cho, cầu mong, theo bên, vớ vẩn, nhảm, đã hứa"
    ),
    "plan": (
        "đoán, tôi đoán, phỏng đoán, tôi nghĩ, mình nghĩ, nghĩ là, có vẻ, dường như, kỳ vọng, dự kiến, "
        "dự báo, dự đoán, ước tính, hướng tới, hướng đến, nhắm tới, nhắm đến, sẽ, sắp, sắp tới, cần, "
        "cần phải, phải, nên, muốn, mong, mong muốn, mong rằng, hy vọng, hi vọng, dự định, định, có kế hoạch, "
        "kế hoạch, lên kế hoạch, có thể, có lẽ, chắc là, chắc sẽ, may ra, biết đâu, hãy, cố, cố gắng, cố lên, "
        "phấn đấu, nỗ lực, quyết tâm, ngày mai, mai, ngày kia, tuần sau, tuần tới, tháng sau, tháng tới, "
        "quý sau, quý tới, năm sau, năm tới, sớm thôi, trong tương lai, cuối tháng, cuối năm, cuối quý, "
        "trước cuối, gần, gần đạt, gần tới, gần được, suýt, sát, tiến tới, tiến gần, chưa tới, dưới, ít nhất, "
        "nhiều nhất, giữa, đề xuất, đề nghị, nhắc, nhắc tôi, chờ, đợi, nhất định, để đạt, để lên, ước mơ, mơ, "
        "hứa, thống nhất, quyết định, kém, thiếu, lát nữa, tí nữa, tính nâng, cùng nhau, thử, đẩy, chuẩn bị, "
        "trước ngày, vào cuối, cam kết, "
        "ấp ủ, trông mong, mong đợi"
    ),
    "negation": (
        "không, ko, khong, kg, hông, chưa, chẳng, chả, đừng, không phải, chớ, không hề, không còn, sai, nhầm, "
        "thất bại, hủy, huỷ, bỏ qua, đâu có, còn lâu, chưa hề, chưa đạt, trượt"
    ),
    "past": (
        "tháng trước, quý trước, tuần trước, năm ngoái, năm trước, kỳ trước, lần trước, trước đây, trước kia, "
        "trước đó, hồi trước, hồi đó, ngày trước, từng, đã từng, lúc đó, hồi đầu, đầu năm, đầu quý, "
        "đầu tháng, chu kỳ trước, quý vừa rồi, tháng vừa rồi, năm vừa rồi, khi đó, hồi tháng, năm xưa, "
        "quý rồi, tháng rồi, sprint trước, ngày xưa, vốn là, "
        "dạo trước, lúc trước, lúc ra mắt, khi ra mắt, lúc mới bắt đầu"
    ),
    "and": "và, với, cùng với, cũng như, đồng thời, còn kr, rồi, cả",
    "but": (
        "nhưng, nhưng mà, tuy nhiên, trong khi, nên là, do đó, vì vậy, vì thế, dù, mặc dù, song, mà là, "
        "còn phần, để rồi"
    ),
    "have": "có",
    "fill": (
        "thì, gần đây, mới đây, thực ra, đã, vừa, mới, vừa mới, hôm nay, hôm qua, sáng nay, chiều nay, "
        "tối qua, tuần này, tháng này, quý này, năm nay, khoảng, tầm, cỡ, xấp xỉ, chừng, chỉ, thôi, rồi nhé, "
        "nhé, nha, ạ, nhá, ơi, mọi người, cả nhà, team, đội, nhóm, chúng tôi, chúng ta, mình, tôi, em, "
        "bọn mình, cho, của, của chúng ta, của mình, về phần, cập nhật, ghi, ghi lại, ghi nhận lại, báo cáo, "
        "báo, đặt, sửa thành, đổi, vui lòng, xin, giúp, làm ơn, số, con số, giá trị, điểm số, tỷ lệ, tỉ lệ, "
        "mức, chỉ số, trung bình, tiến độ, kết quả, cuối cùng, nhẹ, mạnh, cũng, lại, này, thực tế, đều, mỗi, "
        "tin vui, cả hai, lần lượt, rồi, rất, hơi, một chút, chút, so với hôm qua, được rồi, nhanh chóng, "
        "tin mừng, đáng kể, thực hiện, xong"
    ),
    "thing_before": (
        "tháng, trang, slide, phiên bản, bản, phòng, tầng, mục, câu, số hiệu, ngày, ngày thứ, thứ, năm, tuần, "
        "tuần thứ, quý, sprint, giai đoạn, bước, dòng, cột, lúc, lần, lần thứ, vòng, ticket, vé, cuộc họp, "
        "chương, phương án, nhiệm vụ, hóa đơn, đơn hàng"
    ),
    "thing_after": (
        "tháng, ngày, tuần, năm, quý, lần, trở ngại, vấn đề, công việc, việc, bình luận, cuộc họp, trang, "
        "ý tưởng, rủi ro, bước, câu hỏi, tệp, tài liệu, liên kết, thành viên, đội, nhóm, chi nhánh, giờ sáng, "
        "giờ chiều, thử nghiệm, thí nghiệm, hôm, cửa hàng, tỉnh"
    ),
    "unit:percent": "phần trăm, điểm phần trăm, % điểm, phần trăm điểm, pct",
    "unit:minutes": "phút, ph",
    "unit:hours": "giờ, tiếng, tiếng đồng hồ, giờ đào tạo",
    "unit:seconds": "giây",
    "unit:days": "ngày",
    "unit:weeks": "tuần",
    "unit:points": "điểm, sao",
    "unit:count": (
        "khách, khách hàng, khách hàng mới, khách mới, người, kỹ sư, kĩ sư, nhân viên, nhân sự, lỗi, bug, "
        "hợp đồng, tài khoản, đơn vị, cái, lỗi tồn đọng, kỹ sư mới, nhân viên mới, người mới, vị trí, ứng viên"
    ),
    "unit:currency": "đồng, đ, vnđ, đô, đô la, usd, đô-la, nhân dân tệ, baht",
}
NUMERALS = (
    "một=1, mốt=1, hai=2, ba=3, bốn=4, tư=4, năm=5, lăm=5, nhăm=5, sáu=6, bảy=7, bẩy=7, tám=8, chín=9, "
    "mười=10, mươi=x10, chục=x10, trăm=x100, nghìn=s1000, ngàn=s1000, triệu=s1000000, tr=s1000000, "
    "củ=s1000000, tỷ=s1000000000, tỉ=s1000000000, rưỡi=half, nửa=0.5, linh=&, lẻ=&, phẩy=., tá=x12"
)
