"""Kinds of agencies, and which of them a People's Committee asks but does not order."""

KIND_LABELS = {
    "tinh_uy": "Tỉnh ủy",
    "hdnd": "Hội đồng nhân dân",
    "ubnd_tinh": "Ủy ban nhân dân tỉnh",
    "ubnd_xa": "Ủy ban nhân dân cấp xã",
    "so": "Sở, ban, ngành",
    "cong_an_tinh": "Công an tỉnh",
    "cong_an_xa": "Công an cấp xã",
    "tram_y_te": "Trạm Y tế",
    "phong_vhxh": "Phòng Văn hóa - Xã hội",
    "bo_doi_bien_phong": "Bộ đội Biên phòng",
    "quan_su": "Quân sự",
    "mttq": "Mặt trận Tổ quốc Việt Nam",
    "doan_the": "Tổ chức chính trị - xã hội",
    "toa_an": "Tòa án nhân dân",
    "khac": "Cơ quan khác",
}
ASKED_NOT_ORDERED = frozenset({"tinh_uy", "hdnd", "mttq", "doan_the", "toa_an"})

POWER_LABELS = {
    "": "Ký trực tiếp",
    "KT.": "Ký thay",
    "TL.": "Thừa lệnh",
    "TUQ.": "Thừa ủy quyền",
    "Q.": "Quyền",
}
SEAT_LABELS = {
    "head": "Trưởng Ban",
    "deputy_standing": "Phó Trưởng Ban Thường trực",
    "deputy": "Phó Trưởng Ban",
    "member": "Thành viên",
    "secretary": "Thư ký",
}
