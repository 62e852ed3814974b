package dev.ostia.controlplane.xds;

import java.time.Instant;
import java.util.List;

/**
 * A response that a proxy refused.
 *
 * @param snapshotVersion of the snapshot that the response was made from
 * @param names of the resources in the response; the first of them if there are many
 * @param nameCount how many there were
 * @param error the proxy's words
 */
public record Refusal(
    String snapshotVersion, List<String> names, int nameCount, String error, Instant at) {}
