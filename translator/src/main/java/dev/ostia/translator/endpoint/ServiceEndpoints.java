package dev.ostia.translator.endpoint;

import dev.ostia.translator.config.ObjectKey;
import java.util.List;
import java.util.Set;

/**
 * All endpoints of a service, of all its ports.
 *
 * @param endpoints in a fixed order; for a DNS_ROUND_ROBIN service as its objects have them
 * @param origins the objects that they were read from, without those that only gave labels
 */
public record ServiceEndpoints(List<Endpoint> endpoints, Set<ObjectKey> origins) {}
