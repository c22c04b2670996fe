// GetMe, GetPerson, BatchGetPeople, ListPeople.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "services/directory/env.h"

namespace laurel::directory::person {

absl::StatusOr<v1::Me> GetMe(Env& env, rpc::Call& call, const v1::GetMeRequest& request);
absl::StatusOr<v1::Person> Get(Env& env, rpc::Call& call, const v1::GetPersonRequest& request);
absl::StatusOr<v1::BatchGetPeopleResponse> BatchGet(Env& env, rpc::Call& call,
                                                    const v1::BatchGetPeopleRequest& request);
absl::StatusOr<v1::ListPeopleResponse> ListPeople(Env& env, rpc::Call& call,
                                                  const v1::ListPeopleRequest& request);

}  // namespace laurel::directory::person
