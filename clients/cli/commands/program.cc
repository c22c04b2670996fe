#include "clients/cli/app/show.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/program_rules.h"
#include "clients/cli/connection/request_id.h"
#include "common/status/macros.h"
#include "laurel/recognition/v1/recognition_service.pb.h"

namespace laurel::cli {
namespace {

namespace v1 = recognition::v1;
using Stub = v1::RecognitionService::Stub;

constexpr char kProgram[] = "program";

void Print(Context& context, const v1::Program& program) {
  if (context.screen().wants_records()) return context.screen().Print(program);
  context.screen().Print(RuleTable(program));
}

absl::Status Show(Context& context) {
  v1::GetProgramRequest request;
  request.set_name(kProgram);
  ASSIGN_OR_RETURN(const v1::Program program, context.recognition().Call(&Stub::GetProgram, request));
  Print(context, program);
  return absl::OkStatus();
}

absl::Status Set(Context& context, const std::vector<std::string>& assignments) {
  v1::UpdateProgramRequest request;
  request.set_request_id(NewRequestId());
  request.mutable_program()->set_name(kProgram);
  for (const std::string& assignment : assignments) {
    ASSIGN_OR_RETURN(const std::string field, ApplyRule(assignment, *request.mutable_program()));
    request.mutable_update_mask()->add_paths(field);
  }
  ASSIGN_OR_RETURN(const v1::Program program, context.recognition().Call(&Stub::UpdateProgram, request));
  Print(context, program);
  context.screen().Say("Limits hold at once; another allowance from each person's next month on.",
                       Style::kDim);
  return absl::OkStatus();
}

}  // namespace

void AddProgram(CLI::App& app, Chosen& chosen) {
  CLI::App* noun = AddNoun(app, "program", "The rules of recognition: allowance, limits, approval",
                           "laurel program show\nlaurel program set allowance=120 approval-threshold=100");
  chosen.When(
      AddCommand(*noun, "show", "The rules as they are", "laurel program show\nlaurel program show -o json"),
      Show);

  CLI::App* set =
      AddCommand(*noun, "set", "Change rules; for those who administer recognition",
                 "laurel program set allowance=120 max-each=60\nlaurel program set undo-window=30m\n"
                 "laurel program set value-required=yes time-zone=Europe/Lisbon");
  auto assignments = std::make_shared<std::vector<std::string>>();
  set->add_option("RULE", *assignments, "key=value, as `laurel program show` has them")->required();
  chosen.When(set, [assignments](Context& context) { return Set(context, *assignments); });
}

}  // namespace laurel::cli
