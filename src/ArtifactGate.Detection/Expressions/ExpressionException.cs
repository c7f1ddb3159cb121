namespace ArtifactGate.Detection.Expressions;

/// <summary>An expression is wrong, or says what its language does not have. The message is the end of a sentence: <c>has ... at character 3</c>.</summary>
public sealed class ExpressionException : Exception
{
    /// <summary>Without a message of its own.</summary>
    public ExpressionException()
    {
    }

    /// <summary>With a message.</summary>
    public ExpressionException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public ExpressionException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>What is wrong at a character, counted from 1.</summary>
    internal static ExpressionException At(int position, string what) => new($"has {what} at character {position + 1}");
}
