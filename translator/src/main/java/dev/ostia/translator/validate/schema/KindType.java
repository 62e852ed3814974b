package dev.ostia.translator.validate.schema;

import java.util.List;

/**
 * A kind of object.
 *
 * @param versions those that are served, such as {@code v1}
 * @param object the whole object with apiVersion, kind and metadata
 */
record KindType(String group, String kind, List<String> versions, MessageType object) {}
