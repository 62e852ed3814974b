package dev.ostia.translator.config;

import com.google.common.collect.ImmutableList;

/** The statuses of gRPC, as {@code fault.abort.grpcStatus} names them. */
public final class GrpcStatuses {

  /** At the place of its code each. */
  public static final ImmutableList<String> NAMES =
      ImmutableList.of(
          "OK",
          "CANCELLED",
          "UNKNOWN",
          "INVALID_ARGUMENT",
          "DEADLINE_EXCEEDED",
          "NOT_FOUND",
          "ALREADY_EXISTS",
          "PERMISSION_DENIED",
          "RESOURCE_EXHAUSTED",
          "FAILED_PRECONDITION",
          "ABORTED",
          "OUT_OF_RANGE",
          "UNIMPLEMENTED",
          "INTERNAL",
          "UNAVAILABLE",
          "DATA_LOSS",
          "UNAUTHENTICATED");

  private GrpcStatuses() {}
}
