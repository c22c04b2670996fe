#include "services/feedback/audit/audit_update.h"

#include "common/api/digest.h"
#include "fmt/format.h"

namespace laurel::feedback {

void AuditUpdate(const rpc::Call& call, std::string_view resource, const google::protobuf::Message& before,
                 const std::vector<std::string>& fields, std::set<std::string> subjects,
                 sql::Changes& changes) {
  subjects.erase(call.caller.name);
  if (subjects.empty()) subjects.insert("");
  for (const std::string& subject : subjects) {
    changes.Audit({.resource = std::string(resource),
                   .subject = subject,
                   .fields = fmt::format("{}", fmt::join(fields, ",")),
                   .earlier_hash = api::Sha256(api::SerializeDeterministically(before))});
  }
}

}  // namespace laurel::feedback
