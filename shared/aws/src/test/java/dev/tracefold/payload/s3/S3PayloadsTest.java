package dev.tracefold.payload.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracefold.aws.TestAws;
import dev.tracefold.embedded.Stack;
import dev.tracefold.intake.body.Bytes;
import dev.tracefold.payload.PayloadPosition;
import dev.tracefold.payload.PayloadSegments.Member;
import dev.tracefold.payload.Segment;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

@ParameterizedClass
@EnumSource
class S3PayloadsTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

  private final AtomicInteger ids = new AtomicInteger();
  private final TestAws.Deployed deployed;
  private final Stack stack;
  private final S3Client s3;
  private final S3Payloads payloads;

  S3PayloadsTest(TestAws aws) {
    this.deployed = aws.deploy();
    this.stack = deployed.stack();
    this.s3 = deployed.clients().s3();
    this.payloads = new S3Payloads(s3, stack.bucket(), CLOCK, () -> "id" + ids.incrementAndGet());
  }

  @Test
  void aSegmentIsReadAsAWholeOrMemberByMember() {
    List<PayloadPosition> positions = write(3);
    write(1);
    assertThat(payloads.segments(1)).containsExactlyInAnyOrder("2026-11-24/id1", "2026-11-24/id2");
    assertThat(payloads.segments(2)).isEmpty();
    List<Member> members = payloads.members(1, "2026-11-24/id1");
    assertThat(members).extracting(Member::position).isEqualTo(positions);
    assertThat(members.get(1).payload())
        .isEqualTo(payloads.read(1, positions.get(1)).orElseThrow());
    assertThat(payloads.members(1, "2026-11-24/gone")).isEmpty();
  }

  @Test
  void anErasedPayloadLeavesItsNeighboursWhereTheyAre() {
    List<PayloadPosition> positions = write(3);
    payloads.erase(1, List.of(positions.get(1)));
    payloads.erase(1, List.of(positions.get(1), new PayloadPosition("2026-11-24/gone", 0, 9)));
    assertThat(payloads.read(1, positions.get(1))).isEmpty();
    assertThat(payloads.read(1, positions.get(0)).orElseThrow().path("n").asInt()).isZero();
    assertThat(payloads.read(1, positions.get(2)).orElseThrow().path("n").asInt()).isEqualTo(2);
    assertThat(payloads.members(1, "2026-11-24/id1"))
        .extracting(Member::position)
        .containsExactly(positions.get(0), positions.get(2));
  }

  @Test
  void whatIsNotWantedLeavesAGap() {
    Segment segment = join(3);
    PayloadPosition wanted = segment.positions().get(1);
    payloads.write(segment, Set.of(wanted));
    assertThat(payloads.members(1, segment.name()))
        .extracting(Member::position)
        .containsExactly(wanted);
    assertThat(payloads.read(1, wanted).orElseThrow().path("n").asInt()).isEqualTo(1);
    assertThat(payloads.read(1, segment.positions().get(2))).isEmpty();
  }

  @Test
  void anErasureThatIsOvertakenByAnotherUndoesNothingOfIt() {
    List<PayloadPosition> positions = write(3);
    AtomicInteger puts = new AtomicInteger();
    ExecutionInterceptor overtaking =
        new ExecutionInterceptor() {
          @Override
          public void beforeExecution(
              Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof PutObjectRequest && puts.getAndIncrement() == 0) {
              payloads.erase(1, List.of(positions.get(0)));
            }
          }
        };
    new S3Payloads(deployed.clients(overtaking).s3(), stack.bucket(), CLOCK, () -> "none")
        .erase(1, List.of(positions.get(1)));
    assertThat(payloads.members(1, "2026-11-24/id1"))
        .extracting(Member::position)
        .containsExactly(positions.get(2));
    assertThat(puts).hasValue(2);
  }

  @Test
  void aSegmentOfSomethingElseIsTold() {
    s3.putObject(
        put -> put.bucket(stack.bucket()).key("segments/1/x"), RequestBody.fromString("no gzip!"));
    assertThatThrownBy(() -> payloads.members(1, "x"))
        .hasMessage("segment x holds no payload at 0");
  }

  private List<PayloadPosition> write(int count) {
    Segment segment = join(count);
    payloads.write(segment, Set.copyOf(segment.positions()));
    return segment.positions();
  }

  private Segment join(int count) {
    return payloads.join(
        1,
        IntStream.range(0, count)
            .mapToObj(n -> Bytes.utf8("{\"n\": %d, \"text\": \"%s\"}".formatted(n, "x".repeat(n))))
            .toList());
  }
}
