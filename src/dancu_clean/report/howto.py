"""`Hướng dẫn`: how to work with the workbook, in plain words."""

from __future__ import annotations

from dancu_clean.report.desk import Desk
from dancu_clean.report.sheet import LINE_HEIGHT, Book, line_count

_STEPS = (
    (
        "1. Đọc trang Tổng hợp",
        "Xem chỉ số bốn tiêu chí, danh sách nào và trường nào sai nhiều nhất.",
    ),
    (
        "2. Làm trang Sai lệch",
        "Mỗi dòng là một sai lệch, lỗi nặng ở trên. Chữ khác nhau được in đậm, gạch chân. "
        "Chọn Quyết định ở cột màu vàng; lọc theo Xã hoặc Tiêu chí để chia việc. "
        "Dòng Lưu ý đang ẩn: mở bộ lọc ở cột Mức độ để xem.",
    ),
    (
        "3. Làm trang Đối sánh",
        "Mỗi dòng là một người chưa rõ là ai. Người 1 là người được đề xuất. Nếu đúng là người 2 "
        "hoặc người 3, chọn 'Sửa tay' và chép số định danh của người đó vào 'Giá trị sửa tay'.",
    ),
    (
        "4. Ghi căn cứ",
        "Cột Căn cứ: tên giấy tờ đã xem (giấy khai sinh, thẻ căn cước, trích lục khai tử …). "
        "Người duyệt và Ngày duyệt: người chịu trách nhiệm và ngày ký.",
    ),
    (
        "5. Lưu và gửi lại",
        "Lưu tệp và gửi lại người lập báo cáo. Mỗi quyết định gắn với Mã sai lệch hoặc Mã bản ghi "
        "của dòng; gửi kèm giấy tờ đã ghi ở cột Căn cứ.",
    ),
)
_DECISIONS = (
    ("Chấp nhận đề xuất", "Lấy giá trị ở cột Đề xuất (hoặc Người 1 ở trang Đối sánh)."),
    ("Giữ nguyên", "Danh sách ghi đúng, không sửa."),
    ("Sửa tay", "Lấy giá trị ghi ở cột Giá trị sửa tay; phải có Căn cứ."),
    ("Không cùng người", "Người được tìm thấy không phải là người trong danh sách."),
    ("Cần xác minh", "Chưa đủ căn cứ; còn treo cho lần sau."),
)
_CARE = (
    "Được sắp xếp, lọc, xóa dòng, chèn hoặc đổi chỗ cột, lưu bằng Excel hay LibreOffice.",
    "Không sửa Mã sai lệch, Mã bản ghi và tên các cột màu vàng: chương trình tìm ô theo chúng.",
    "Báo cáo chỉ đề xuất. Tệp gốc không bị sửa; không dữ liệu nào được gửi ra ngoài máy này.",
    "Trang Thiếu thông tin, Trùng lặp, Biến động, Đề nghị DC02, Gửi tư pháp là bản để giao việc "
    "hoặc gửi đi; quyết định ghi ở trang Sai lệch theo cùng Mã sai lệch.",
    "In trên giấy A4 ngang; hàng tiêu đề lặp lại ở mỗi trang. Danh sách rộng có thể in A3.",
)


def write_guide(book: Book, desk: Desk) -> None:
    """Write `Hướng dẫn`: how to work with this file, in plain words."""
    sheet = book.sheet("Hướng dẫn", landscape=False)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 74)
    row = 0
    for title, lines in (
        ("Cách làm việc với báo cáo này", _STEPS),
        ("Nghĩa của từng quyết định", _DECISIONS),
    ):
        book.put(sheet, row, 0, title, book.format("heading"))
        row += 1
        for label, text in lines:
            sheet.set_row(row, LINE_HEIGHT * line_count(text, 72))
            book.put(sheet, row, 0, label, book.format("label"))
            book.put(sheet, row, 1, text, book.format("text"))
            row += 1
        row += 1
    book.put(sheet, row, 0, "Lưu ý", book.format("heading"))
    for text in _CARE:
        row += 1
        sheet.set_row(row, LINE_HEIGHT * line_count(text, 96))
        sheet.merge_range(row, 0, row, 1, "", book.format("text"))
        book.put(sheet, row, 0, f"–  {text}", book.format("text"))
