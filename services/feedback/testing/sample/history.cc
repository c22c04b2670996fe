#include "services/feedback/testing/sample/history.h"

#include "common/status/macros.h"
#include "common/testing/sample/tickets.h"
#include "services/feedback/testing/sample/feedback_stories.h"
#include "services/feedback/testing/sample/gatherings.h"
#include "services/feedback/testing/sample/one_to_ones.h"

namespace laurel::feedback::sample {

absl::StatusOr<Played> PlayHistory(const org::Holder& organization, const HistoryOptions& options) {
  ASSIGN_OR_RETURN(const Words words, Words::Read(options.words));
  ASSIGN_OR_RETURN(const auto holidays, laurel::sample::Holidays::Read(options.words));
  ASSIGN_OR_RETURN(const Cast cast, Cast::Read(options.people, *organization.Current()));
  const absl::CivilDay today = absl::ToCivilDay(options.now, cast.all().front().zone);
  const absl::CivilDay first = today - laurel::sample::kDays;
  Stage stage(organization, options.database, absl::FromCivil(first, absl::UTCTimeZone()));
  ASSIGN_OR_RETURN(const bool empty, stage.IsEmpty());
  if (!empty) return absl::FailedPreconditionError("there is coaching or feedback here already");

  Agenda agenda(stage.clock());
  Office office(cast, holidays, today);
  Drawer drawer;
  const World world{.stage = stage,
                    .agenda = agenda,
                    .cast = cast,
                    .words = words,
                    .office = office,
                    .drawer = drawer,
                    .first = first,
                    .today = today};
  Meetings meetings(world);
  OneToOnes one_to_ones(world, meetings);
  Gatherings gatherings(world, meetings);
  FeedbackStories feedback(world);
  gatherings.Begin();
  one_to_ones.Begin();
  feedback.Begin();
  agenda.Run(options.now);
  return Played{.calls = stage.calls(), .refused = stage.refused()};
}

}  // namespace laurel::feedback::sample
