#include "common/api/page.h"

#include <algorithm>
#include <memory>

#include "absl/strings/escaping.h"
#include "common/api/digest.h"
#include "common/api/text.h"
#include "common/status/error.h"
#include "google/protobuf/descriptor.h"
#include "laurel/common/v1/page_cursor.pb.h"

namespace laurel::api {
namespace {

using ::google::protobuf::Message;

// A digest of 128 bits: nobody finds another request for a token by accident, and tokens stay short.
constexpr std::size_t kDigestBytes = 16;
constexpr char kPageSize[] = "page_size";
constexpr char kPageToken[] = "page_token";

// What the rows of a list depend on: all arguments but the page's own.
std::string ArgumentsOf(const Message& request) {
  const std::unique_ptr<Message> arguments(request.New());
  arguments->CopyFrom(request);
  for (const char* name : {kPageSize, kPageToken}) {
    if (const auto* field = request.GetDescriptor()->FindFieldByName(name); field != nullptr) {
      arguments->GetReflection()->ClearField(arguments.get(), field);
    }
  }
  return SerializeDeterministically(*arguments);
}

// Every part but the last has a fixed length or ends in NUL, so that no two inputs read the same.
std::string Binding(std::string_view caller, const Message& request, const common::v1::PageCursor& cursor) {
  std::string input(caller);
  input += '\0';
  input += request.GetDescriptor()->full_name();  // One request type, one method.
  input += '\0';
  input += Sha256(ArgumentsOf(request));
  input += SerializeDeterministically(cursor);
  return Sha256(input).substr(0, kDigestBytes);
}

absl::Status ForeignToken() {
  return InvalidField(
      kPageToken, "was made for another caller or other arguments, or was altered: begin again without it");
}

}  // namespace

absl::StatusOr<PageRequest> ReadPageRequest(std::string_view caller, const Message& request) {
  const auto& reflection = *request.GetReflection();
  const auto& descriptor = *request.GetDescriptor();
  PageRequest page;
  const std::int32_t size = reflection.GetInt32(request, descriptor.FindFieldByName(kPageSize));
  if (size < 0) return InvalidField(kPageSize, "must not be negative; 0 stands for 50");
  page.size = size == 0 ? kDefaultPageSize : std::min(size, kMaxPageSize);
  const std::string token = reflection.GetString(request, descriptor.FindFieldByName(kPageToken));
  if (token.empty()) return page;
  std::string bytes;
  common::v1::PageCursor cursor;
  if (!absl::WebSafeBase64Unescape(token, &bytes) || !cursor.ParseFromString(bytes)) return ForeignToken();
  page.after.assign(cursor.after().begin(), cursor.after().end());
  // Made again from what it says, a token of ours is the same to the last character.
  if (MakePageToken(caller, request, page.after) != token) return ForeignToken();
  return page;
}

absl::Status ForeignCursor() {
  return InvalidField(kPageToken, "is not a token of this list: begin again without one");
}

absl::Status CheckCursor(const Cursor& cursor, std::size_t count) {
  const bool ours = cursor.empty() || (cursor.size() == count && std::ranges::all_of(cursor, IsValidUtf8));
  return ours ? absl::OkStatus() : ForeignCursor();
}

std::string MakePageToken(std::string_view caller, const Message& request, const Cursor& cursor) {
  common::v1::PageCursor message;
  message.mutable_after()->Assign(cursor.begin(), cursor.end());
  message.set_binding(Binding(caller, request, message));
  return absl::WebSafeBase64Escape(SerializeDeterministically(message));
}

}  // namespace laurel::api
