namespace ArtifactGate.Engine.Caching;

/// <summary>What is known as content in which nothing was found and which was read completely. It saves work and decides nothing: what is not known is looked at.</summary>
public abstract class CleanContents
{
    private protected CleanContents()
    {
    }

    /// <summary>What went wrong with it, for the report. None of it changes what is looked at.</summary>
    internal virtual IEnumerable<Notice> Notices => [];

    /// <summary>What a scan of the same content came to, or null.</summary>
    internal abstract CleanContent? Find(CacheQuestion question);

    /// <summary>Remembers it.</summary>
    internal abstract void Add(CacheQuestion question, CleanContent clean);
}
