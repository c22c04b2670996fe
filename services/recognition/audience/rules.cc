#include "services/recognition/audience/rules.h"

#include <algorithm>

namespace laurel::recognition::audience {
namespace {

using common::v1::View;

using Sight = std::optional<View>;

constexpr View kFull = common::v1::VIEW_FULL;
constexpr View kSummary = common::v1::VIEW_SUMMARY;

// A row of the product's table: PUBLISHED, by visibility.
bool ReadsPublished(const Reader& reader, v1::RecognitionVisibility visibility) {
  const bool in_it = reader.sender || reader.recipient || reader.decided || reader.recognition_admin;
  switch (visibility) {
    case v1::RECOGNITION_VISIBILITY_PUBLIC:
      return true;
    case v1::RECOGNITION_VISIBILITY_TEAM:
      return in_it || reader.above_recipient || reader.team_member;
    default:
      return in_it;
  }
}

// Whatever the auditor sees beside it.
Sight SightOf(const Reader& reader, const v1::Recognition& recognition) {
  const auto full_if = [](bool reads) { return reads ? Sight(kFull) : Sight(); };
  const bool answers_for_it = reader.sender || reader.recognition_admin;
  switch (recognition.state()) {
    case v1::RECOGNITION_STATE_PUBLISHED:
      return full_if(ReadsPublished(reader, recognition.visibility()));
    case v1::RECOGNITION_STATE_PENDING_APPROVAL:
      return full_if(answers_for_it || reader.approver);
    case v1::RECOGNITION_STATE_REJECTED:
      return full_if(answers_for_it || reader.decided);
    case v1::RECOGNITION_STATE_HIDDEN:
    case v1::RECOGNITION_STATE_REVOKED:
      if (answers_for_it) return kFull;
      return reader.recipient ? Sight(kSummary) : Sight();
    default:
      return std::nullopt;  // a state that is not known here
  }
}

}  // namespace

Sight ViewFor(const Reader& reader, const v1::Recognition& recognition) {
  const bool audited = reader.auditor && recognition.state() != v1::RECOGNITION_STATE_UNSPECIFIED;
  return std::max(SightOf(reader, recognition), audited ? Sight(kSummary) : Sight());
}

bool ReadsReason(const Reader& reader, View view, v1::RecognitionState to) {
  if (to == v1::RECOGNITION_STATE_PUBLISHED) {
    return view == kFull && (reader.sender || reader.decided || reader.recognition_admin);
  }
  return view == kFull || (reader.recipient && to == v1::RECOGNITION_STATE_HIDDEN);
}

bool IsForEverybody(const v1::Recognition& recognition) { return ViewFor(Reader(), recognition).has_value(); }

}  // namespace laurel::recognition::audience
