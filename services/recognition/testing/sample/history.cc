#include "services/recognition/testing/sample/history.h"

#include "common/status/macros.h"
#include "services/recognition/testing/sample/gifts.h"
#include "services/recognition/testing/sample/programme.h"

namespace laurel::recognition::sample {
namespace {

// Two months: at least one ends in between.
constexpr int kDaysOfRecognition = 61;

}  // namespace

absl::StatusOr<Played> PlayHistory(const org::Holder& organization, const HistoryOptions& options) {
  ASSIGN_OR_RETURN(const Words words, Words::Read(options.words));
  ASSIGN_OR_RETURN(const auto holidays, laurel::sample::Holidays::Read(options.words));
  const auto people = organization.Current();
  ASSIGN_OR_RETURN(const Cast cast, Cast::Read(options.people, *people));
  const absl::CivilDay today = absl::ToCivilDay(options.now, cast.all().front().zone);
  const absl::CivilDay first = today - kDaysOfRecognition;
  Stage stage(organization, options.database, absl::FromCivil(first, absl::UTCTimeZone()));
  ASSIGN_OR_RETURN(const bool empty, stage.IsEmpty());
  if (!empty) return absl::FailedPreconditionError("there is recognition here already");

  Agenda agenda(stage.clock());
  const Office office(cast, holidays, today);
  Drawer drawer;
  Purses purses;
  std::map<std::string, std::string> values;
  const World world{.stage = stage,
                    .agenda = agenda,
                    .cast = cast,
                    .words = words,
                    .office = office,
                    .drawer = drawer,
                    .purses = purses,
                    .values = values,
                    .organization = *people,
                    .first = first,
                    .today = today};
  Programme programme(world);
  Afterlife afterlife(world);
  Gifts gifts(world, afterlife);
  programme.Begin();
  gifts.Begin();
  agenda.Run(options.now);
  return Played{.calls = stage.calls(), .refused = stage.refused()};
}

}  // namespace laurel::recognition::sample
