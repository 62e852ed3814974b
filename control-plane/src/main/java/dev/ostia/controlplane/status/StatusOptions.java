package dev.ostia.controlplane.status;

import dev.ostia.controlplane.source.kubernetes.ObservedObjects;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;

/**
 * How status is written.
 *
 * @param client with the rights for it; stays the caller's
 * @param observed the objects as the API server has them
 * @param namespace of the Lease that replicas elect the writer by
 * @param identity of this replica
 * @param perSecond how many objects are written at most in a second
 * @param lease how long the Lease holds that the writer does not renew: after that another one
 *     writes
 */
public record StatusOptions(
    KubernetesClient client,
    ObservedObjects observed,
    String namespace,
    String identity,
    int perSecond,
    Duration lease) {}
