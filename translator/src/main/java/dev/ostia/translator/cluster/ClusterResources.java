package dev.ostia.translator.cluster;

import com.google.protobuf.Message;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.secret.SecretReference;
import dev.ostia.translator.sorted.SortedArrayMap;
import java.util.List;
import java.util.Set;

/**
 * The clusters that routes refer to, with their endpoints.
 *
 * @param clusters by name
 * @param assignments by name, one for each EDS cluster, possibly without endpoints
 * @param clusterOrigins the objects that each cluster was made from
 * @param assignmentOrigins the objects that each load assignment was made from
 * @param secrets what the clusters ask for over SDS
 * @param diagnostics about the objects that these clusters were made from
 */
public record ClusterResources(
    SortedArrayMap<Message> clusters,
    SortedArrayMap<Message> assignments,
    SortedArrayMap<Set<ObjectKey>> clusterOrigins,
    SortedArrayMap<Set<ObjectKey>> assignmentOrigins,
    Set<SecretReference> secrets,
    List<Diagnostic> diagnostics) {}
