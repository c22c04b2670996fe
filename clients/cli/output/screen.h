// Where a command's results and remarks go. Results to `out`; progress, remarks and errors to `err`. Not
// thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "clients/cli/output/bars.h"
#include "clients/cli/output/records.h"
#include "clients/cli/output/table.h"

namespace laurel::cli {

enum class Format { kTable, kJson, kYaml, kCsv };

struct Streams {
  std::ostream& out;
  std::ostream& err;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  std::size_t columns = 0;  // of the terminal; 0: unknown
  bool colours = true;      // false when NO_COLOR is set
};

class Screen {
 public:
  explicit Screen(const Streams& streams) : streams_(streams) {}

  void set_format(Format format) { format_ = format; }
  Format format() const { return format_; }
  // Whole messages are wanted, not tables.
  bool wants_records() const { return format_ == Format::kJson || format_ == Format::kYaml; }

  void Print(const google::protobuf::Message& record);
  void Print(const Records& records);
  void Print(const RecordGroups& groups);
  // Aligned or CSV. For people, `nothing` stands where no row is.
  void Print(const Table& table, std::string_view nothing = "");
  // Names and values of one thing: two columns without titles for people. Rows with an empty value are left
  // out.
  void PrintDetails(const Table& table);

  // For people only; nothing in the other formats.
  void Heading(std::string_view text, std::string_view hint = "");  // the hint is dimmed, in parentheses
  void Say(std::string_view text, Style style = Style::kPlain);
  void Say(const SpanLine& line);
  // A text of several lines, indented.
  void Quote(std::string_view text);

  // To `err`, in every format.
  void Remark(std::string_view text);
  // One line that is overwritten by the next; only on a terminal.
  void Progress(std::string_view text);
  void EndProgress();

  std::string StyledForErr(std::string_view text, Style style) const;
  // Cells of a line for people; `otherwise` where nobody says how many there are.
  std::size_t width(std::size_t otherwise) const {
    return streams_.out_is_terminal && streams_.columns > 0 ? streams_.columns : otherwise;
  }
  bool out_is_terminal() const { return streams_.out_is_terminal; }
  Drawing drawing() const { return streams_.out_is_terminal ? Drawing::kBlocks : Drawing::kPlain; }
  std::ostream& out() { return streams_.out; }
  std::ostream& err() { return streams_.err; }

 private:
  bool out_colours() const { return streams_.out_is_terminal && streams_.colours; }
  void PrintDocument(const std::string& json);

  Streams streams_;
  Format format_ = Format::kTable;
  bool progress_ = false;
};

}  // namespace laurel::cli
