"""Vietnamese administrative documents, written from one model.

One `OfficialDocument` (`model`) is laid out once (`compose`: the words and their order as Nghị định
30/2020/NĐ-CP, or for Party bodies Hướng dẫn 05-HD/VPTW, has them) and then written as

- `docx.write_docx`  an editable DOCX with real styles,
- `pdf.write_pdf`    a PDF/A-2b with embedded Tinos (metrics of Times New Roman),
- `html.write_html`  a semantic fragment for the screen,
- `text.write_text`  the plain text that a reader of any of these takes out again.

The same model always gives the same bytes. `from_yaml.load_document` reads a model that is kept as data, and
`from_reading` gives the model of a document that was read.
"""

from vanban.write.recover import from_reading

__all__ = ["from_reading"]
