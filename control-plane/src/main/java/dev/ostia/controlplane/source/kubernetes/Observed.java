package dev.ostia.controlplane.source.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An object as the API server has it.
 *
 * @param apiVersion in which it is read
 * @param uid of the object
 * @param generation of its newest spec, also if that is refused
 * @param status missing if it has none
 */
public record Observed(String apiVersion, String uid, long generation, JsonNode status) {}
