#include "clients/cli/output/screen.h"

namespace laurel::cli {

void Screen::PrintDocument(const std::string& json) {
  streams_.out << (format_ == Format::kYaml ? Yaml(json) : json);
}

void Screen::Print(const google::protobuf::Message& record) { PrintDocument(Json(record)); }
void Screen::Print(const Records& records) { PrintDocument(Json(records)); }
void Screen::Print(const RecordGroups& groups) { PrintDocument(Json(groups)); }

void Screen::Print(const Table& table, std::string_view nothing) {
  if (format_ == Format::kCsv) {
    // What other people wrote may not drive a terminal; in a file it stays as it is.
    streams_.out << (streams_.out_is_terminal ? ManyLines(Csv(table)) : Csv(table));
    return;
  }
  if (table.empty()) {
    if (!nothing.empty()) Say(nothing, Style::kDim);
    return;
  }
  TableLayout layout;
  layout.width = streams_.out_is_terminal ? streams_.columns : 0;
  layout.colours = out_colours();
  streams_.out << Aligned(table, layout);
}

void Screen::PrintDetails(const Table& table) {
  if (format_ == Format::kCsv) return Print(table);
  Table shown(table.columns());
  for (const auto& row : table.rows()) {
    if (row[1].shown.empty()) continue;
    shown.Add({Cell(row[0].shown, row[0].data, Style::kDim), row[1]});
  }
  TableLayout layout;
  layout.colours = out_colours();
  layout.titles = false;
  streams_.out << Aligned(shown, layout);
}

void Screen::Heading(std::string_view text, std::string_view hint) {
  if (format_ != Format::kTable) return;
  streams_.out << Styled(OneLine(text), Style::kStrong, out_colours());
  if (!hint.empty()) {
    streams_.out << " " << Styled("(" + OneLine(hint) + ")", Style::kDim, out_colours());
  }
  streams_.out << "\n";
}

void Screen::Say(std::string_view text, Style style) {
  if (format_ == Format::kTable) streams_.out << Styled(OneLine(text), style, out_colours()) << "\n";
}

void Screen::Say(const SpanLine& line) {
  if (format_ != Format::kTable) return;
  for (const Span& span : line) streams_.out << Styled(OneLine(span.text), span.style, out_colours());
  streams_.out << "\n";
}

void Screen::Quote(std::string_view text) {
  if (format_ != Format::kTable) return;
  std::string line = "  ";
  for (const char c : ManyLines(text)) {
    line += c;
    if (c == '\n') line += "  ";
  }
  streams_.out << line << "\n";
}

void Screen::Remark(std::string_view text) {
  EndProgress();
  streams_.err << Styled(OneLine(text), Style::kDim, streams_.err_is_terminal && streams_.colours) << "\n";
}

void Screen::Progress(std::string_view text) {
  if (!streams_.err_is_terminal) return;
  streams_.err << "\r\x1b[K" << OneLine(text) << std::flush;
  progress_ = true;
}

void Screen::EndProgress() {
  if (progress_) streams_.err << "\r\x1b[K" << std::flush;
  progress_ = false;
}

std::string Screen::StyledForErr(std::string_view text, Style style) const {
  return Styled(text, style, streams_.err_is_terminal && streams_.colours);
}

}  // namespace laurel::cli
