// The calls about people. Free functions, one a call, named as it; they run on workers, many at once, after
// the pipeline has checked what the protos declare. Errors: the database's; UNAVAILABLE, ORGANIZATION_STALE,
// where the answer depends on relations and the organisation is too old; and those that stand here.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "services/directory/env.h"

namespace laurel::directory::person {

absl::StatusOr<v1::Me> GetMe(Env& env, rpc::Call& call, const v1::GetMeRequest& request);
// NOT_FOUND.
absl::StatusOr<v1::Person> GetPerson(Env& env, rpc::Call& call, const v1::GetPersonRequest& request);
absl::StatusOr<v1::BatchGetPeopleResponse> BatchGetPeople(Env& env, rpc::Call& call,
                                                          const v1::BatchGetPeopleRequest& request);
// INVALID_ARGUMENT on `manager`, `team`, `page_token`.
absl::StatusOr<v1::ListPeopleResponse> ListPeople(Env& env, rpc::Call& call,
                                                  const v1::ListPeopleRequest& request);

}  // namespace laurel::directory::person
