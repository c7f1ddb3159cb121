using System.Runtime.Intrinsics;

namespace ArtifactGate.Detection;

/// <summary>
/// The base64 alphabets as two shuffle tables: each bit is a group of high nibbles with the same low nibbles, and a byte belongs
/// to the alphabet when its nibbles share a group.
/// </summary>
internal static class Base64Nibbles
{
    private const byte Signs = 1;        // 2x: + - /
    private const byte Digits = 2;       // 3x: 0 to 9
    private const byte FirstLetters = 4; // 4x, 6x: A to O, a to o
    private const byte LastUpper = 8;    // 5x: P to Z and _
    private const byte LastLower = 16;   // 7x: p to z

    /// <summary>The groups of each high nibble.</summary>
    public static Vector128<byte> High => Vector128.Create(0, 0, Signs, Digits, FirstLetters, LastUpper, FirstLetters, LastLower, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>The groups that have each low nibble.</summary>
    public static Vector128<byte> Low => Vector128.Create(
        Digits | LastUpper | LastLower,
        Digits | FirstLetters | LastUpper | LastLower,
        Digits | FirstLetters | LastUpper | LastLower,
        Digits | FirstLetters | LastUpper | LastLower,
        Digits | FirstLetters | LastUpper | LastLower,
        Digits | FirstLetters | LastUpper | LastLower,
        Digits | FirstLetters | LastUpper | LastLower,
        Digits | FirstLetters | LastUpper | LastLower,
        Digits | FirstLetters | LastUpper | LastLower,
        Digits | FirstLetters | LastUpper | LastLower,
        FirstLetters | LastUpper | LastLower,
        Signs | FirstLetters,
        FirstLetters,
        Signs | FirstLetters,
        FirstLetters,
        Signs | FirstLetters | LastUpper);
}
