#include "services/feedback/audience/rules.h"

#include <algorithm>
#include <array>

namespace laurel::feedback::audience {
namespace {

using common::v1::View;

using Sight = std::optional<View>;

struct Relation {
  v1::AudienceRelation name;
  bool Reader::*held;
};

constexpr std::array kRelations = {Relation{v1::AUDIENCE_RELATION_AUTHOR, &Reader::author},
                                   Relation{v1::AUDIENCE_RELATION_SUBJECT, &Reader::subject},
                                   Relation{v1::AUDIENCE_RELATION_LINE_MANAGER, &Reader::line_manager},
                                   Relation{v1::AUDIENCE_RELATION_CHAIN_ABOVE, &Reader::chain_above},
                                   Relation{v1::AUDIENCE_RELATION_COACH, &Reader::coach},
                                   Relation{v1::AUDIENCE_RELATION_TEAM_MEMBER, &Reader::team_member},
                                   Relation{v1::AUDIENCE_RELATION_HR_ADMIN, &Reader::hr_admin},
                                   Relation{v1::AUDIENCE_RELATION_AUDITOR, &Reader::auditor}};

constexpr std::array kVisibilities = {
    v1::FEEDBACK_VISIBILITY_PRIVATE, v1::FEEDBACK_VISIBILITY_SUBJECT_AND_MANAGER,
    v1::FEEDBACK_VISIBILITY_MANAGER_ONLY, v1::FEEDBACK_VISIBILITY_TEAM, v1::FEEDBACK_VISIBILITY_PUBLIC};

// A row of the product's table: what this relation alone reads of what has been submitted and not taken back.
// AUDIENCE_RELATION_UNSPECIFIED: somebody without any.
Sight SightOf(v1::AudienceRelation relation, v1::FeedbackVisibility visibility) {
  const auto full_if = [](bool reads) { return reads ? Sight(common::v1::VIEW_FULL) : Sight(); };
  const bool open = visibility == v1::FEEDBACK_VISIBILITY_PUBLIC;
  const bool team = open || visibility == v1::FEEDBACK_VISIBILITY_TEAM;
  if (open) return common::v1::VIEW_FULL;
  switch (relation) {
    case v1::AUDIENCE_RELATION_AUTHOR:
      return common::v1::VIEW_FULL;
    case v1::AUDIENCE_RELATION_SUBJECT:
      return full_if(visibility != v1::FEEDBACK_VISIBILITY_MANAGER_ONLY);
    case v1::AUDIENCE_RELATION_LINE_MANAGER:
    case v1::AUDIENCE_RELATION_HR_ADMIN:
      return full_if(visibility != v1::FEEDBACK_VISIBILITY_PRIVATE);
    case v1::AUDIENCE_RELATION_CHAIN_ABOVE:
    case v1::AUDIENCE_RELATION_COACH:
    case v1::AUDIENCE_RELATION_TEAM_MEMBER:
      return full_if(team);
    case v1::AUDIENCE_RELATION_AUDITOR:
      return common::v1::VIEW_SUMMARY;
    default:
      return std::nullopt;
  }
}

// The same of a piece as it stands.
Sight SightOf(v1::AudienceRelation relation, const Reader& reader, const v1::Feedback& feedback) {
  if (relation == v1::AUDIENCE_RELATION_AUTHOR) return common::v1::VIEW_FULL;
  const bool kept_from_subject =
      reader.subject && feedback.visibility() == v1::FEEDBACK_VISIBILITY_MANAGER_ONLY;
  if (kept_from_subject) return std::nullopt;
  switch (feedback.state()) {
    case v1::FEEDBACK_STATE_SUBMITTED:
    case v1::FEEDBACK_STATE_ACKNOWLEDGED:
      return SightOf(relation, feedback.visibility());
    case v1::FEEDBACK_STATE_RETRACTED:
      return SightOf(relation, feedback.visibility()).has_value() ? Sight(common::v1::VIEW_SUMMARY) : Sight();
    default:
      return std::nullopt;  // a draft, also a discarded one; a state that is not known here
  }
}

}  // namespace

Sight ViewFor(const Reader& reader, const v1::Feedback& feedback) {
  Sight best = SightOf(v1::AUDIENCE_RELATION_UNSPECIFIED, reader, feedback);
  for (const auto& [relation, held] : kRelations) {
    if (reader.*held) best = std::max(best, SightOf(relation, reader, feedback));
  }
  return best;
}

std::vector<v1::AudienceRelation> RelationsWithSight(const v1::Feedback& feedback) {
  std::vector<v1::AudienceRelation> relations;
  if (ViewFor(Reader(), feedback).has_value()) relations.push_back(v1::AUDIENCE_RELATION_UNSPECIFIED);
  for (const auto& [relation, held] : kRelations) {
    Reader alone;
    alone.*held = true;
    if (ViewFor(alone, feedback).has_value()) relations.push_back(relation);
  }
  return relations;
}

bool IsKeptFromSubject(const v1::Feedback& feedback) {
  return !ViewFor({.subject = true}, feedback).has_value();
}

std::vector<v1::AudienceRelation> RelationsThatRead(const Reader& reader, const v1::Feedback& feedback) {
  const Sight view = ViewFor(reader, feedback);
  std::vector<v1::AudienceRelation> relations;
  if (!view.has_value()) return relations;
  for (const auto& [relation, held] : kRelations) {
    if (reader.*held && SightOf(relation, reader, feedback) == view) relations.push_back(relation);
  }
  return relations;
}

std::vector<v1::FeedbackVisibility> VisibilitiesFor(const Reader& reader) {
  Reader about_others = reader;
  about_others.author = false;
  about_others.team_member = false;
  v1::Feedback shown;
  shown.set_state(v1::FEEDBACK_STATE_SUBMITTED);
  std::vector<v1::FeedbackVisibility> visibilities;
  for (const v1::FeedbackVisibility visibility : kVisibilities) {
    shown.set_visibility(visibility);
    if (ViewFor(about_others, shown).has_value()) visibilities.push_back(visibility);
  }
  return visibilities;
}

}  // namespace laurel::feedback::audience
