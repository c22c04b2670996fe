#include "services/goals/testing/sample/history.h"

#include "common/status/macros.h"
#include "services/goals/testing/sample/stories.h"

namespace laurel::goals::sample {

absl::StatusOr<Played> PlayHistory(const org::Holder& organization, const HistoryOptions& options) {
  ASSIGN_OR_RETURN(const Words words, Words::Read(options.words));
  ASSIGN_OR_RETURN(const auto holidays, laurel::sample::Holidays::Read(options.words));
  const auto people = organization.Current();
  ASSIGN_OR_RETURN(const Cast cast, Cast::Read(options.people, *people));
  const absl::CivilDay today = absl::ToCivilDay(options.now, cast.all().front().zone);
  // A Monday, so many whole weeks ago.
  const absl::CivilDay first = absl::PrevWeekday(today - 7 * kWeeksPlayed + 1, absl::Weekday::monday);
  Stage stage(organization, options.database, absl::FromCivil(first, absl::UTCTimeZone()));
  ASSIGN_OR_RETURN(const bool empty, stage.IsEmpty());
  if (!empty) return absl::FailedPreconditionError("there are goals here already");

  Agenda agenda(stage.clock());
  const Office office(cast, holidays, today);
  const World world{.stage = stage,
                    .agenda = agenda,
                    .cast = cast,
                    .words = words,
                    .office = office,
                    .organization = *people,
                    .first = first,
                    .today = today};
  Stories stories(world);
  stories.Begin();
  agenda.Run(options.now);
  return Played{.calls = stage.calls(), .refused = stage.refused()};
}

}  // namespace laurel::goals::sample
