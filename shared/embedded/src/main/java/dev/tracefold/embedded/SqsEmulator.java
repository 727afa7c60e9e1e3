package dev.tracefold.embedded;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.immutable.List$;
import scala.concurrent.Await;
import scala.concurrent.duration.Duration;

/** ElasticMQ; its queues and messages lie in memory, or in an H2 database in a folder as well. */
record SqsEmulator(ActorSystem system, SQSRestServer server, int port) implements AutoCloseable {
  private static final long RESTORE_MILLISECONDS = 30_000;

  static SqsEmulator start(String bindAddress, @Nullable Path data, String region, String accountId)
      throws Exception {
    ActorSystem system = ActorSystem.create("elasticmq");
    Option<ActorRef> keeper = data == null ? Option.empty() : Option.apply(keeper(system, data));
    ActorRef queues =
        system.actorOf(
            Props.create(
                QueueManagerActor.class, new NowProvider(), StrictSQSLimits$.MODULE$, keeper));
    if (keeper.isDefined()) {
      Await.result(
          Patterns.ask(keeper.get(), new QueueEvent.Restore(queues), RESTORE_MILLISECONDS),
          Duration.create(RESTORE_MILLISECONDS, TimeUnit.MILLISECONDS));
    }
    SQSRestServer server =
        SQSRestServerBuilder.withActorSystem(system)
            .withQueueManagerActor(queues)
            .withInterface(bindAddress)
            .withDynamicPort()
            .withAWSRegion(region)
            .withAWSAccountId(accountId)
            .start();
    int port = server.waitUntilStarted().localAddress().getPort();
    return new SqsEmulator(system, server, port);
  }

  private static ActorRef keeper(ActorSystem system, Path data) {
    String database = "jdbc:h2:" + data.resolve("queues").toAbsolutePath();
    var config = new SqlQueuePersistenceConfig(true, "org.h2.Driver", database, "", "", false);
    return system.actorOf(
        Props.create(SqlQueuePersistenceActor.class, config, List$.MODULE$.empty()));
  }

  @Override
  public void close() {
    server.stopAndWait();
    system.terminate();
  }
}
