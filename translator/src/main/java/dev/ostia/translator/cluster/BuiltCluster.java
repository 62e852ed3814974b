package dev.ostia.translator.cluster;

import com.google.protobuf.Message;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.endpoint.Assignments;
import dev.ostia.translator.secret.SecretReference;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A cluster with its endpoints and what they were made from.
 *
 * @param assignment null if the cluster does not use EDS
 * @param secrets what it asks for over SDS
 */
record BuiltCluster(
    ClusterInput input,
    Message cluster,
    @Nullable Message assignment,
    Set<ObjectKey> clusterOrigins,
    Set<ObjectKey> assignmentOrigins,
    Set<SecretReference> secrets,
    List<Diagnostic> diagnostics) {

  /**
   * Builds it.
   *
   * @param before the one of the same name before; instances of it that are still right are kept
   */
  static BuiltCluster build(ClusterInput input, @Nullable BuiltCluster before) {
    boolean eds = ClusterBuilder.isEds(input);
    Message cluster =
        before != null && eds && before.input.sameButEndpoints(input)
            ? before.cluster
            : keep(ClusterBuilder.build(input), before == null ? null : before.cluster);
    Message assignment = null;
    if (eds) {
      assignment = keep(assignment(input), before == null ? null : before.assignment);
    }
    Set<ObjectKey> origins = new HashSet<>();
    input.service().sources().forEach(source -> origins.add(source.key()));
    if (input.rule() != null) {
      for (ConfigObject<?> rule : input.rule().rules()) {
        origins.add(rule.key());
      }
    }
    Set<ObjectKey> assigned = new HashSet<>(input.endpoints().origins());
    assigned.add(input.service().owner().key());
    if (!eds) {
      origins.addAll(assigned);
    }
    return new BuiltCluster(
        input,
        cluster,
        assignment,
        Set.copyOf(origins),
        eds ? Set.copyOf(assigned) : Set.of(),
        UpstreamSecrets.of(input),
        ClusterDiagnostics.of(input));
  }

  private static Message assignment(ClusterInput input) {
    return Assignments.ofAddresses(input.name().toString(), input.reachable(), input.selection());
  }

  private static Message keep(Message built, @Nullable Message before) {
    return before != null && built.equals(before) ? before : built;
  }

  /** Identity: a result that is equal to the one before is the one before. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
