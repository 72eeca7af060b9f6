"""Faults of life state, events and coverage, and of two sources about one person."""

from __future__ import annotations

from dancu_clean.registry import Criterion, Severity

LIVING: tuple[tuple[str, Criterion, Severity, str, str, str], ...] = (
    # --- life state ---------------------------------------------------------------------------
    (
        "life.deceased", "song", "warning",
        "Người đã chết hoặc mất tích theo dữ liệu dân cư vẫn còn trong danh sách",
        "The person is dead or missing in the population data and still in the list",
        "An error where money or a card depends on the list, else a warning.",
    ),
    (
        "life.moved", "song", "warning",
        "Người đã chuyển đi hoặc bị xóa đăng ký thường trú vẫn còn trong danh sách",
        "The person has moved away or was deregistered and is still in the list",
        "An error where money or a card depends on the list, else a warning.",
    ),
    (
        "life.death_not_updated", "song", "error",
        "Đã đăng ký khai tử nhưng dữ liệu dân cư vẫn ghi còn sống",
        "The death is registered but the population data still says alive",
        "The reference still holds a registered dead person as alive.",
    ),
    (
        "life.note_deceased", "song", "warning",
        "Danh sách ghi người này đã chết nhưng dữ liệu dân cư ghi còn sống",
        "The list says that the person died; the population data says alive",
        "A note, state or death date of the list against a living person of the reference.",
    ),
    (
        "life.note_moved", "song", "warning",
        "Danh sách ghi người này đã chuyển đi nhưng dữ liệu dân cư chưa ghi nhận",
        "The list says that the person moved away; the population data does not",
        "A note or state of the list about moving that the reference does not know.",
    ),
    (
        "life.own_death_date", "song", "error",
        "Danh sách đã ghi ngày chết nhưng người này vẫn đang hưởng",
        "The list itself has a date of death and the benefit still runs",
        "A benefit or card is active although its own row says that the person died.",
    ),
    (
        "relative.deceased", "song", "warning",
        "{label}: người này đã chết hoặc mất tích theo dữ liệu dân cư ({value})",
        "{label}: this person is dead or missing in the population data ({value})",
        "A spouse of a marriage in force, head, representative, guardian or payee who is dead.",
    ),
    (
        "death_date.differs", "dung", "error",
        "Ngày chết khác dữ liệu dân cư: {value} – {reference}",
        "Date of death differs from the population data: {value} – {reference}",
        "Registered and recorded date of death disagree.",
    ),
    # --- events and coverage --------------------------------------------------------------------
    (
        "birth.no_population", "du", "error",
        "Đã đăng ký khai sinh nhưng chưa có trong dữ liệu dân cư",
        "The birth is registered but the population data does not hold the child",
        "A registered birth that no person of the reference fits.",
    ),
    (
        "dc02.stale_old_value", "dung", "error",
        "Thông tin đã có trên phiếu ({value}) không phải của dữ liệu dân cư ({reference})",
        "The old value on the slip ({value}) is not that of the population data ({reference})",
        "The slip is stale or meant for another person.",
    ),
    (
        "spouse.not_found", "du", "warning",
        "Không tìm thấy người vợ (chồng) trong dữ liệu dân cư",
        "The spouse was not found in the population data",
        "One spouse of a registered marriage is not in the reference.",
    ),
    (
        "marriage.status_not_updated", "dung", "warning",
        "Đã đăng ký kết hôn nhưng dữ liệu dân cư ghi: {reference}",
        "The marriage is registered but the population data says: {reference}",
        "The reference still holds a registered spouse as never married.",
    ),
    (
        "marriage.after_death", "dung", "error",
        "Ngày đăng ký kết hôn sau ngày chết của người này ({other})",
        "The marriage is registered after this person's death ({other})",
        "A dead person cannot marry: one of the two dates or persons is wrong.",
    ),
    (
        "coverage.child_without_card", "du", "warning",
        "Trẻ em dưới 6 tuổi trên địa bàn chưa có thẻ bảo hiểm y tế: {reference}",
        "Child under 6 of the area without a health card: {reference}",
        "Reported for communes that the list covers; every child under 6 has a free card.",
    ),
    (
        "coverage.birth_missing", "du", "warning",
        "Người sinh trên địa bàn chưa có trong sổ đăng ký khai sinh: {reference}",
        "Person born in the area missing from the register of births: {reference}",
        "Reported for communes and years of birth that the register covers.",
    ),
    (
        "coverage.death_missing", "du", "warning",
        "Người đã chết theo dữ liệu dân cư chưa có trong sổ đăng ký khai tử: {reference}",
        "Dead in the population data and missing from the register of deaths: {reference}",
        "Reported for communes and years of death that the register covers.",
    ),
    (
        "coverage.person_missing", "du", "warning",
        "Người trên địa bàn chưa có trong danh sách: {reference}",
        "Person of the area missing from the list: {reference}",
        "Where a list ought to hold everybody of an age group of the communes it covers.",
    ),
    # --- two sources about one person ------------------------------------------------------
    (
        "sources.dead_but_drawing", "song", "error",
        "Đã đăng ký khai tử nhưng vẫn hưởng chế độ, còn thẻ hoặc còn tham gia bảo hiểm ({other})",
        "Death is registered but a benefit, card or insurance is still active ({other})",
        "The death book and a list of benefits, cards or insured people of the same run.",
    ),
    (
        "sources.life_state", "thong_nhat", "warning",
        "Đã đăng ký khai tử nhưng danh sách này vẫn ghi như người còn sống ({other})",
        "Death is registered but this list holds the person as living ({other})",
        "The death book and another list of the same run.",
    ),
    (
        "sources.field", "thong_nhat", "warning",
        "{label} khác nhau giữa hai nguồn: {value} – {other}",
        "{label} differs between two sources: {value} – {other}",
        "Two lists of one run disagree about name, birth date or sex of one person.",
    ),
    (
        "sources.marriage", "thong_nhat", "warning",
        "Đã đăng ký kết hôn nhưng danh sách này ghi: {value} ({other})",
        "The marriage is registered but this list says: {value} ({other})",
        "The marriage book against the marital status of another list.",
    ),
    (
        "sources.card_group", "thong_nhat", "warning",
        "Nhóm thẻ bảo hiểm y tế không khớp danh sách hộ nghèo, cận nghèo ({other})",
        "Health-card group does not fit the list of poor households ({other})",
        "Groups HN and CN belong to members of poor and near-poor households.",
    ),
    (
        "sources.card_of_worker", "thong_nhat", "warning",
        "Đang hưởng lương hưu nhưng thẻ bảo hiểm y tế thuộc nhóm người lao động ({other})",
        "Draws a pension but holds a health card of a worker's group ({other})",
        "A pensioner's card is of group HT.",
    ),
    (
        "sources.two_pensions", "thong_nhat", "warning",
        "Vừa hưởng lương hưu vừa hưởng trợ cấp hưu trí xã hội ({other})",
        "Draws both a pension and the social pension ({other})",
        "The social pension is for people without a pension.",
    ),
)  # fmt: skip
