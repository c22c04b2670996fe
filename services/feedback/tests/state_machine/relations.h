// Who is what to whom in the organisation of the suite, written down by hand: a reference that asks nothing
// of what it is to judge. Pure.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "services/feedback/testing/suite.h"

namespace laurel::feedback::testing {

using People = std::set<std::string>;  // ids
using Relation = std::map<std::string, People>;

// Everybody who makes calls.
inline const std::vector<std::string>& Cast() {
  static const auto& cast = *new std::vector<std::string>{kAna,  kBen,  kCarla, kSkip,    kCoach,
                                                          kLead, kPeer, kHr,    kAuditor, kStranger};
  return cast;
}

// Of each person.
inline const Relation& LineManagers() {
  static const auto& managers = *new Relation{{kAna, {kCarla}}, {kBen, {kCarla}}, {kCarla, {kSkip}}};
  return managers;
}
inline const Relation& ChainAbove() {  // without the line manager
  static const auto& chain = *new Relation{{kAna, {kSkip}}, {kBen, {kSkip}}};
  return chain;
}
inline const Relation& Coaches() {
  static const auto& coaches = *new Relation{{kAna, {kCoach}}};
  return coaches;
}
inline const Relation& TeamMates() {
  static const auto& mates =
      *new Relation{{kAna, {kPeer, kLead}}, {kPeer, {kAna, kLead}}, {kLead, {kAna, kPeer}}};
  return mates;
}
// Who may coach this person one to one.
inline const Relation& MayCoach() {
  static const auto& coaches = *new Relation{
      {kAna, {kCarla, kSkip, kCoach, kLead}}, {kBen, {kCarla, kSkip}}, {kCarla, {kSkip}}, {kPeer, {kLead}}};
  return coaches;
}

inline bool Are(const Relation& relation, const std::string& person, const std::string& whose) {
  const auto found = relation.find(whose);
  return found != relation.end() && found->second.contains(person);
}

}  // namespace laurel::feedback::testing
