#include "clients/cli/app/show.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/recognition/values.h"
#include "clients/cli/connection/failure.h"
#include "clients/cli/connection/request_id.h"
#include "common/api/text.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "laurel/recognition/v1/recognition_service.pb.h"

namespace laurel::cli {
namespace {

namespace v1 = recognition::v1;
using Stub = v1::RecognitionService::Stub;

struct ValueOptions {
  std::string value, title, hashtag;
  bool active = false;
};

absl::Status List(Context& context) {
  ASSIGN_OR_RETURN(const std::vector<Value> values, ListAllValues(context));
  const auto table = [&] {
    Table all({"hashtag", "title", "state"});
    for (const Value& value : values) {
      all.Add({Cell(fmt::format("#{}", value.hashtag()), value.hashtag(), Style::kAccent), value.title(),
               value.active() ? Cell("active") : Cell("retired", "retired", Style::kDim)});
    }
    return all;
  };
  ShowList(context.screen(), values, table, "No values yet: laurel value add TITLE");
  return absl::OkStatus();
}

absl::Status Print(Context& context, std::string_view done, const Value& value) {
  if (context.screen().wants_records()) {
    context.screen().Print(value);
  } else {
    context.screen().Say(fmt::format("{}: #{}, {}", done, value.hashtag(), value.title()));
  }
  return absl::OkStatus();
}

// "We help each other" -> "we-help-each-other"; letters of other scripts stay.
std::string HashtagOf(std::string_view title) {
  std::string tag;
  for (const char c : api::LowerAscii(api::Trim(title))) {
    const bool kept =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
    if (kept) {
      tag += c;
    } else if (!tag.empty() && tag.back() != '-') {
      tag += '-';
    }
  }
  while (!tag.empty() && tag.back() == '-') tag.pop_back();
  return tag;
}

std::string WithoutHash(const std::string& hashtag) {
  return hashtag.starts_with('#') ? hashtag.substr(1) : hashtag;
}

absl::Status Add(Context& context, const ValueOptions& options) {
  v1::CreateValueRequest request;
  request.set_request_id(NewRequestId());
  request.mutable_value()->set_title(options.title);
  request.mutable_value()->set_hashtag(options.hashtag.empty() ? HashtagOf(options.title)
                                                               : WithoutHash(options.hashtag));
  ASSIGN_OR_RETURN(const Value value, context.recognition().Call(&Stub::CreateValue, request));
  return Print(context, "Added", value);
}

absl::Status Update(Context& context, const ValueOptions& options, std::string_view done,
                    const std::function<void(v1::UpdateValueRequest&)>& change) {
  v1::UpdateValueRequest request;
  request.set_request_id(NewRequestId());
  ASSIGN_OR_RETURN(const Value before, FindValue(context, options.value));
  request.mutable_value()->set_name(before.name());
  change(request);
  ASSIGN_OR_RETURN(const Value value, context.recognition().Call(&Stub::UpdateValue, request));
  return Print(context, done, value);
}

absl::Status Edit(Context& context, const ValueOptions& options) {
  if (options.title.empty() && options.hashtag.empty() && !options.active) {
    return UsageError("what is to change? Give --title, --hashtag or --active");
  }
  return Update(context, options, "Changed", [&](v1::UpdateValueRequest& request) {
    const auto set = [&](const char* field) { request.mutable_update_mask()->add_paths(field); };
    if (!options.title.empty()) {
      request.mutable_value()->set_title(options.title);
      set("title");
    }
    if (!options.hashtag.empty()) {
      request.mutable_value()->set_hashtag(WithoutHash(options.hashtag));
      set("hashtag");
    }
    if (options.active) {
      request.mutable_value()->set_active(true);
      set("active");
    }
  });
}

absl::Status Retire(Context& context, const ValueOptions& options) {
  return Update(context, options, "Retired", [](v1::UpdateValueRequest& request) {
    request.mutable_value()->set_active(false);
    request.mutable_update_mask()->add_paths("active");
  });
}

}  // namespace

void AddValues(CLI::App& app, Chosen& chosen) {
  CLI::App* noun = AddNoun(app, "value", "What the company stands for: recognition names it",
                           "laurel value list\nlaurel value add \"We help each other\" --hashtag teamwork");
  chosen.When(AddCommand(*noun, "list", "All values", "laurel value list\nlaurel value list -o csv"), List);

  CLI::App* add =
      AddCommand(*noun, "add", "A new value; for those who administer recognition",
                 "laurel value add \"We help each other\" --hashtag teamwork\nlaurel value add Curiosity");
  auto added = std::make_shared<ValueOptions>();
  add->add_option("TITLE", added->title, "what it says")->required();
  add->add_option("--hashtag", added->hashtag, "how it is named for short (as the title)")->type_name("WORD");
  chosen.When(add, [added](Context& context) { return Add(context, *added); });

  CLI::App* edit = AddCommand(*noun, "edit", "Another title or hashtag, or bring it back",
                              "laurel value edit teamwork --title \"We carry each other\"\n"
                              "laurel value edit teamwork --active");
  auto edited = std::make_shared<ValueOptions>();
  edit->add_option("VALUE", edited->value, "its hashtag")->required();
  edit->add_option("--title", edited->title, "what it says")->type_name("TEXT");
  edit->add_option("--hashtag", edited->hashtag, "how it is named for short")->type_name("WORD");
  edit->add_flag("--active", edited->active, "after it was retired: it may be named again");
  chosen.When(edit, [edited](Context& context) { return Edit(context, *edited); });

  CLI::App* retire = AddCommand(*noun, "retire", "No new recognition names it; those that do keep it",
                                "laurel value retire teamwork");
  auto retired = std::make_shared<ValueOptions>();
  retire->add_option("VALUE", retired->value, "its hashtag")->required();
  chosen.When(retire, [retired](Context& context) { return Retire(context, *retired); });
}

}  // namespace laurel::cli
