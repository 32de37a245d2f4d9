import Foundation

/// Small files of the kinds that people send, whole and well formed.
public enum SampleFiles {
    /// A PNG of 30 × 20 points.
    public static let png = decoded(
        """
        iVBORw0KGgoAAAANSUhEUgAAAB4AAAAUCAIAAAAVyRqTAAAAH0lEQVR42mM4sSWKRohh1OhRo0eNHjV61OhRo4ei0QCkT03NzivV\
        IwAAAABJRU5ErkJggg==
        """)

    /// The same as a JPEG.
    public static let jpeg = decoded(
        """
        /9j/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBD\
        ARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAUAB4D\
        ASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEG\
        E1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4\
        eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6\
        /8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEI\
        FEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaH\
        iImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIR\
        AxEAPwC9RRRXCahRRRQAUUUUAFFFFAH/2Q==
        """)

    /// A PDF with so many pages, each with a line of text.
    public static func pdf(pages: Int = 1) -> Data {
        let text = "BT /F1 24 Tf 72 700 Td (License) Tj ET"
        let kids = (0..<pages).map { "\(3 + 2 * $0) 0 R" }.joined(separator: " ")
        let font = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
        var objects = [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [\(kids)] /Count \(pages) >>",
        ]
        for page in 0..<pages {
            objects += [
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents \(4 + 2 * page) 0 R /Resources \(font) >>",
                stream("", text),
            ]
        }
        return document(objects)
    }

    /// A PDF of two kilobytes whose one page takes a million million rectangles: each of its forms draws the next one ten
    /// times.
    public static let bomb: Data = {
        let depth = 12
        var objects = [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R "
                + "/Resources << /XObject << /X 5 0 R >> >> >>",
            stream("", "/X Do"),
        ]
        for level in 0..<depth {
            let isLast = level == depth - 1
            let next = isLast ? "" : "/Resources << /XObject << /X \(6 + level) 0 R >> >> "
            let content = String(repeating: isLast ? "0 0 9 9 re f " : "/X Do ", count: 10)
            objects.append(stream("/Type /XObject /Subtype /Form /BBox [0 0 200 200] \(next)", content))
        }
        return document(objects)
    }()

    private static func stream(_ entries: String, _ content: String) -> String {
        "<< \(entries)/Length \(content.utf8.count) >>\nstream\n\(content)\nendstream"
    }

    private static func document(_ objects: [String]) -> Data {
        var text = "%PDF-1.4\n"
        var offsets: [Int] = []
        for (number, object) in objects.enumerated() {
            offsets.append(text.utf8.count)
            text += "\(number + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = text.utf8.count
        let lines = offsets.map { offset in
            let digits = String(offset)
            return String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
        }
        text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n\(lines.joined())"
        text += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
        return Data(text.utf8)
    }

    private static func decoded(_ base64: String) -> Data { Data(base64Encoded: base64) ?? Data() }
}
