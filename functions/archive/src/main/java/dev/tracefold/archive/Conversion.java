package dev.tracefold.archive;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Turns the value on top of the stack into another type, as {@code LambdaMetafactory} does: casts,
 * boxes, unboxes and widens.
 */
final class Conversion {

  private static final Map<Type, String> BOXES =
      Map.of(
          Type.BOOLEAN_TYPE, "java/lang/Boolean",
          Type.BYTE_TYPE, "java/lang/Byte",
          Type.CHAR_TYPE, "java/lang/Character",
          Type.SHORT_TYPE, "java/lang/Short",
          Type.INT_TYPE, "java/lang/Integer",
          Type.LONG_TYPE, "java/lang/Long",
          Type.FLOAT_TYPE, "java/lang/Float",
          Type.DOUBLE_TYPE, "java/lang/Double");

  private static final String OBJECT = "java/lang/Object";
  private static final String NUMBER = "java/lang/Number";

  private Conversion() {}

  static void write(MethodVisitor code, Type from, Type to) {
    if (from.equals(to)) {
      return;
    }
    if (isPrimitive(from) && isPrimitive(to)) {
      widen(code, from, to);
    } else if (isPrimitive(from)) {
      String box = box(from);
      code.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          box,
          "valueOf",
          Type.getMethodDescriptor(Type.getObjectType(box), from),
          false);
    } else if (isPrimitive(to)) {
      unbox(code, from, to);
    } else if (!to.getInternalName().equals(OBJECT)) {
      code.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
    }
  }

  /** Leaves a value that nobody takes. */
  static void drop(MethodVisitor code, Type type) {
    switch (type.getSize()) {
      case 1 -> code.visitInsn(Opcodes.POP);
      case 2 -> code.visitInsn(Opcodes.POP2);
      default -> {}
    }
  }

  /** A reference that is not known to be a box may hold that of a narrower number. */
  private static void unbox(MethodVisitor code, Type from, Type to) {
    Optional<Type> held =
        BOXES.entrySet().stream()
            .filter(box -> box.getValue().equals(from.getInternalName()))
            .map(Map.Entry::getKey)
            .findFirst();
    boolean isNumber = !to.equals(Type.BOOLEAN_TYPE) && !to.equals(Type.CHAR_TYPE);
    Type read = held.orElse(to);
    String box = held.isEmpty() && isNumber ? NUMBER : box(read);
    if (!from.getInternalName().equals(box)) {
      code.visitTypeInsn(Opcodes.CHECKCAST, box);
    }
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        box,
        read.getClassName() + "Value",
        Type.getMethodDescriptor(read),
        false);
    widen(code, read, to);
  }

  private static void widen(MethodVisitor code, Type from, Type to) {
    if (from.equals(to) || (isInt(from) && isInt(to))) {
      return;
    }
    int opcode =
        switch ((isInt(from) ? "I" : from.getDescriptor()) + to.getDescriptor()) {
          case "IJ" -> Opcodes.I2L;
          case "IF" -> Opcodes.I2F;
          case "ID" -> Opcodes.I2D;
          case "JF" -> Opcodes.L2F;
          case "JD" -> Opcodes.L2D;
          case "FD" -> Opcodes.F2D;
          default ->
              throw new IllegalStateException(
                  "found a lambda that turns %s into %s; expected a type that is wider"
                      .formatted(from.getClassName(), to.getClassName()));
        };
    code.visitInsn(opcode);
  }

  /** Whether the JVM counts with it as an int. */
  private static boolean isInt(Type type) {
    return switch (type.getSort()) {
      case Type.BYTE, Type.CHAR, Type.SHORT, Type.INT -> true;
      default -> false;
    };
  }

  private static boolean isPrimitive(Type type) {
    return BOXES.containsKey(type);
  }

  /** Internal name of the class of a primitive type. */
  static String box(Type primitive) {
    return Objects.requireNonNull(BOXES.get(primitive));
  }
}
