package dev.ostia.translator.listener;

import com.google.protobuf.Message;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.secret.SecretReference;
import dev.ostia.translator.sorted.SortedArrayMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The listeners of a proxy.
 *
 * @param listeners by name
 * @param origins the objects that each was made from
 * @param secrets what they ask for over SDS
 * @param diagnostics about Gateways, in no order
 */
public record ListenerResources(
    SortedArrayMap<Message> listeners,
    Map<String, Set<ObjectKey>> origins,
    Set<SecretReference> secrets,
    List<Diagnostic> diagnostics) {}
