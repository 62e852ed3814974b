package dev.ostia.controlplane.xds;

import java.util.List;

/**
 * A response as a client sees it.
 *
 * @param resources each as {@code name=version}, sorted
 * @param removed delta only
 * @param version of the type; state of the world only
 */
record Received(
    String typeUrl,
    String nonce,
    List<String> resources,
    List<String> removed,
    String version,
    String controlPlane) {}
