"""Documents written for the made-up province Hoa Mai, small enough to read in a test."""
# ruff: noqa: E501 - a paragraph is a line, as in the stored text

PLAN = """ỦY BAN NHÂN DÂN
TỈNH HOA MAI
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 18/KH-UBND
Hoa Mai, ngày 12 tháng 02 năm 2026

KẾ HOẠCH
Thực hiện Chương trình phòng, chống ma túy năm 2026

Thực hiện Nghị quyết số 93/NQ-CP ngày 16/4/2025 của Chính phủ; Chỉ thị số 05/CT-UBND ngày 10/01/2026 của Ủy ban nhân dân tỉnh Hoa Mai, Ủy ban nhân dân tỉnh ban hành Kế hoạch với các nội dung sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
Từng bước đẩy lùi ma túy ra khỏi đời sống xã hội trên địa bàn tỉnh.
2. Yêu cầu
Các cấp, các ngành triển khai thực hiện nghiêm túc.

II. MỤC TIÊU, CHỈ TIÊU
1. Phấn đấu đến năm 2030 có ít nhất 60% số xã, phường trên địa bàn tỉnh đạt tiêu chí không ma túy.
2. Trên 90% người nghiện ma túy được tư vấn, hỗ trợ y tế, tâm lý trong năm 2026.

III. PHÂN CÔNG NHIỆM VỤ
1. Công an tỉnh
a) Chủ trì, phối hợp với Sở Y tế và Ủy ban nhân dân các xã, phường thành lập điểm tiếp nhận, tư vấn cai nghiện, hoàn thành trước ngày 30/11/2026.
b) Định kỳ báo cáo kết quả về Ủy ban nhân dân tỉnh trước ngày 15/12 hằng năm.
2. Sở Y tế
Hướng dẫn trạm y tế quản lý người điều trị nghiện các chất dạng thuốc phiện, hoàn thành trong quý IV/2026.

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lê Thị Ban Mai
"""

DIRECTIVE = """ỦY BAN NHÂN DÂN
TỈNH HOA MAI
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 05/CT-UBND
Hoa Mai, ngày 10 tháng 01 năm 2026

CHỈ THỊ
Về tăng cường công tác phòng, chống ma túy trong tình hình mới

Để nâng cao hiệu quả công tác phòng, chống ma túy, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:
1. Các sở, ban, ngành, đoàn thể tuyên truyền thường xuyên.
2. Công an tỉnh mở đợt cao điểm, hoàn thành trước ngày 31/3/2026.

CHỦ TỊCH
Lê Thị Ban Mai
"""

SECRET = DIRECTIVE.replace("-------\n", "MẬT\n-------\n", 1).replace("05/CT-UBND", "06/CT-UBND")
SCRIPT = PLAN.replace("18/KH-UBND", "19/KH-UBND").replace(
    "Từng bước đẩy lùi", "<script>alert('ma túy')</script> & Từng bước đẩy lùi"
)

# A commune's own plan, as it comes back signed.
OWN_PLAN = """ỦY BAN NHÂN DÂN
XÃ SEN HỒNG
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 12/KH-UBND
Sen Hồng, ngày 20 tháng 11 năm 2026

KẾ HOẠCH
Phòng, chống ma túy của xã

I. NHIỆM VỤ
1. Công an xã rà soát người nghiện trước ngày 30/11/2026.
"""
