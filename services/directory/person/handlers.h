// The calls about people. Free functions, one a call, named as it; they run on workers, many at once, after
// the pipeline has checked what the protos declare. Errors: the database's; UNAVAILABLE, ORGANIZATION_STALE,
// where the answer depends on relations and the organisation is too old; and those that stand here.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/directory/v1/directory_service.pb.h"
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

// ALREADY_EXISTS: EMAIL_TAKEN, EMPLOYEE_NUMBER_TAKEN; INVALID_ARGUMENT on `person.hire_date`.
absl::StatusOr<v1::Person> CreatePerson(Env& env, rpc::Call& call, const v1::CreatePersonRequest& request);
// The same; NOT_FOUND; ABORTED, STALE_ETAG; INVALID_ARGUMENT on `update_mask` and on a number that is
// cleared. What is so already is not written, and not told.
absl::StatusOr<v1::Person> UpdatePerson(Env& env, rpc::Call& call, const v1::UpdatePersonRequest& request);

// Of all four: NOT_FOUND; ABORTED, STALE_ETAG; and what status/move.h refuses. What begins on a later day is
// told on it, by the sweeper (announcement/sweep.h).
absl::StatusOr<v1::Person> MarkPersonOnLeave(Env& env, rpc::Call& call,
                                             const v1::MarkPersonOnLeaveRequest& request);
absl::StatusOr<v1::Person> MarkPersonReturned(Env& env, rpc::Call& call,
                                              const v1::MarkPersonReturnedRequest& request);
// FAILED_PRECONDITION, LAST_HR_ADMIN, also when the day is still to come.
absl::StatusOr<v1::Person> MarkPersonLeft(Env& env, rpc::Call& call,
                                          const v1::MarkPersonLeftRequest& request);
absl::StatusOr<v1::Person> ReinstatePerson(Env& env, rpc::Call& call,
                                           const v1::ReinstatePersonRequest& request);

}  // namespace laurel::directory::person
