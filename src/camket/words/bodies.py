"""What kinds of bodies are called, as headings of lists, and how one passes into another."""

from __future__ import annotations

AGENCY_KINDS: dict[str, tuple[str, str]] = {
    "party_central": ("Cơ quan Đảng ở Trung ương", "Party bodies at the centre"),
    "party_province": ("Cơ quan Đảng cấp tỉnh", "Party bodies in provinces"),
    "party_commune": ("Cơ quan Đảng cấp xã", "Party bodies in communes"),
    "ministry": ("Bộ", "Ministries"),
    "ministerial_agency": ("Cơ quan ngang bộ", "Ministerial-level agencies"),
    "government_agency": ("Cơ quan thuộc Chính phủ", "Government agencies"),
    "government": ("Chính phủ", "Government"),
    "president": ("Chủ tịch nước", "State President"),
    "national_assembly": ("Quốc hội", "National Assembly"),
    "court": ("Tòa án", "Courts"),
    "procuracy": ("Viện kiểm sát", "Procuracies"),
    "audit": ("Kiểm toán nhà nước", "State Audit"),
    "front": ("Mặt trận Tổ quốc", "Fatherland Front"),
    "mass_organisation": ("Tổ chức chính trị - xã hội, hội", "Mass organisations"),
    "province": ("Tỉnh, thành phố", "Provinces and cities"),
    "province_office": ("Văn phòng cấp tỉnh", "Provincial offices"),
    "province_council": ("Hội đồng nhân dân cấp tỉnh", "Provincial councils"),
    "province_front": ("Mặt trận Tổ quốc cấp tỉnh", "Provincial Fatherland Front"),
    "province_police": ("Công an cấp tỉnh", "Provincial police"),
    "department": ("Sở, ban, ngành", "Departments"),
    "commune": ("Xã", "Communes"),
    "ward": ("Phường", "Wards"),
    "special_zone": ("Đặc khu", "Special zones"),
    "steering_committee": ("Ban chỉ đạo", "Steering committees"),
    "other": ("Cơ quan khác", "Other bodies"),
}

SUCCESSION_KINDS: dict[str, tuple[str, str]] = {
    "merge": ("hợp nhất, sáp nhập", "merger"),
    "split": ("chia tách", "split"),
    "rename": ("đổi tên", "change of name"),
}
