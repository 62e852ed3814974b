package dev.ostia.cli.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;

/** Configures Logback in code: reading an XML file would cost a command's start a tenth second. */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class LogConfigurator extends ContextAwareBase implements Configurator {

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    LayoutBase<ILoggingEvent> layout =
        Logging.format() == LogFormat.JSON
            ? new JsonLayout()
            : new TextLayout(Logging.verbose(), Terminal.errorHasColour());
    layout.setContext(context);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(layout);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(appender);
    // Netty warns of handshakes that fail, and anyone can fail one as often as he likes.
    context.getLogger("io.grpc.netty.shaded.io.netty.channel").setLevel(Level.ERROR);
    // The client logs stack traces of what it tries again; the source says it in one line.
    context.getLogger("io.fabric8").setLevel(Logging.verbose() ? Level.WARN : Level.OFF);
    // The same for a collector of traces.
    context.getLogger("io.opentelemetry").setLevel(Logging.verbose() ? Level.WARN : Level.OFF);
    Level level = Logging.verbose() ? Level.DEBUG : Level.INFO;
    context.getLogger("ostia").setLevel(level);
    context.getLogger("dev.ostia").setLevel(level);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
