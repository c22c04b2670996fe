#include "clients/cli/views/person_view.h"

#include "clients/cli/output/enum_word.h"
#include "common/time/convert.h"

namespace laurel::cli {
namespace {

namespace v1 = directory::v1;

std::string DateOr(const google::type::Date& date) {
  const auto day = FromDate(date);
  return day ? FormatIsoDate(*day) : "";
}

Cell StateCell(v1::PersonState state) {
  const Style style = state == v1::PERSON_STATE_LEFT       ? Style::kDim
                      : state == v1::PERSON_STATE_ON_LEAVE ? Style::kWarning
                                                           : Style::kPlain;
  return {EnumWord(state), EnumWord(state), style};
}

}  // namespace

std::vector<std::string> ReferencesOf(const std::vector<v1::Person>& people) {
  std::vector<std::string> names;
  for (const v1::Person& person : people) {
    names.push_back(person.manager());
    names.push_back(person.coach());
  }
  return names;
}

Table PersonTable(const std::vector<v1::Person>& people, const Names& names) {
  Table table({"display_name", "email", "title", "team", "manager", "state"});
  for (const v1::Person& person : people) {
    table.Add({person.display_name(), person.email(), person.title(), names.Team(person.team()),
               names.Person(person.manager()), StateCell(person.state())});
  }
  return table;
}

Table PersonDetails(const v1::Person& person, const Names& names) {
  Table table({"field", "value"});
  table.Add({"name", person.display_name()});
  table.Add({"email", person.email()});
  table.Add({"title", person.title()});
  table.Add({"team", names.Team(person.team())});
  table.Add({"manager", names.Person(person.manager())});
  table.Add({"coach", names.Person(person.coach())});
  table.Add({"state", StateCell(person.state())});
  table.Add({"coachable", person.coachable() ? "yes" : ""});
  table.Add({"location", person.location()});
  table.Add({"time zone", person.time_zone()});
  table.Add({"employee number", person.employee_number()});
  table.Add({"hired", DateOr(person.hire_date())});
  table.Add({"leaves", DateOr(person.leave_date())});
  return table;
}

}  // namespace laurel::cli
