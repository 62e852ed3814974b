package dev.ostia.translator.resolve;

/**
 * Where a listener's HTTPS servers are reached over HTTP/3.
 *
 * @param port the UDP port that the proxy listens on
 * @param advertised the port that clients are told, which leads there
 */
public record QuicPorts(int port, int advertised) {}
