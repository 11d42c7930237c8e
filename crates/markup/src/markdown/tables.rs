//! Tables: rows and cells, with the column's alignment as the attribute every reader of HTML understands.

use pulldown_cmark::Alignment;

/// A table while it is being written.
#[derive(Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    is_head: bool,
    has_body: bool,
}

impl Table {
    pub(super) fn begin(alignments: Vec<Alignment>, out: &mut String) -> Table {
        out.push_str("<table>\n");
        Table { alignments, ..Table::default() }
    }

    pub(super) fn begin_head(&mut self, out: &mut String) {
        out.push_str("<thead><tr>");
        self.is_head = true;
        self.column = 0;
    }

    pub(super) fn end_head(&mut self, out: &mut String) {
        out.push_str("</tr></thead>\n");
        self.is_head = false;
    }

    pub(super) fn begin_row(&mut self, out: &mut String) {
        if !self.has_body {
            out.push_str("<tbody>\n");
            self.has_body = true;
        }
        out.push_str("<tr>");
        self.column = 0;
    }

    pub(super) fn begin_cell(&mut self, out: &mut String) {
        out.push_str(if self.is_head { "<th scope=\"col\"" } else { "<td" });
        out.push_str(match self.alignments.get(self.column) {
            Some(Alignment::Left) => " align=\"left\">",
            Some(Alignment::Center) => " align=\"center\">",
            Some(Alignment::Right) => " align=\"right\">",
            Some(Alignment::None) | None => ">",
        });
        self.column += 1;
    }

    pub(super) fn end_cell(&self, out: &mut String) {
        out.push_str(if self.is_head { "</th>" } else { "</td>" });
    }

    pub(super) fn end(self, out: &mut String) {
        out.push_str(if self.has_body { "</tbody></table>\n" } else { "</table>\n" });
    }
}
