using ArtifactGate.Artifacts.Memory;

namespace ArtifactGate.Artifacts.Tests;

/// <summary>Memory that walks share: what one may have does not depend on others, what all have has an end, and nobody waits for ever.</summary>
public sealed class SharedMemoryTests
{
    private const long MiB = 1 << 20;

    private readonly SharedMemory _memory = new();

    [Fact]
    public void A_walk_is_lent_so_much_and_no_more_and_gives_it_back()
    {
        using MemoryAccount account = Account();
        account.Borrow(SharedMemory.MostForWalk);
        BudgetExceededException refused = Assert.Throws<BudgetExceededException>(() => account.Borrow(1));
        Assert.Equal(UnreadReason.Size, refused.Reason);
        Assert.Contains("136 MiB", refused.Message, StringComparison.Ordinal);
        Assert.Throws<BudgetExceededException>(account.RentPiece);
        account.GiveBack(MiB, isGarbage: false);
        account.Borrow(MiB);
        Assert.Equal(SharedMemory.MostForWalk, _memory.Lent);
    }

    [Fact]
    public void What_a_walk_forgets_is_given_back_when_it_ends()
    {
        using (MemoryAccount account = Account())
        {
            account.Borrow(10 * MiB);
            account.RentPiece();
            Assert.NotNull(account.TryRentBuffer(4 << 20));
            Assert.Equal((14 * MiB) + MemoryAccount.PieceLength, _memory.Lent);
        }

        Assert.Equal(0, _memory.Lent);
    }

    [Fact]
    public void What_is_given_back_after_the_end_does_not_count_twice()
    {
        MemoryAccount account = Account();
        var loan = new MemoryLoan(account, isGarbage: false);
        loan.RaiseTo(MiB);
        byte[] piece = account.RentPiece(), buffer = account.TryRentBuffer(4 << 20)!;
        account.Dispose();
        loan.Dispose();
        account.ReturnPiece(piece);
        account.ReturnBuffer(buffer);
        account.Dispose();
        Assert.Equal(0, _memory.Lent);
        Assert.Throws<ObjectDisposedException>(() => account.Borrow(1));
    }

    [Fact]
    public void A_loan_is_raised_and_never_lowered()
    {
        using MemoryAccount account = Account();
        using (var loan = new MemoryLoan(account, isGarbage: true))
        {
            loan.RaiseTo(3 * MiB);
            loan.RaiseTo(2 * MiB);
            Assert.Equal(3 * MiB, _memory.Lent);
            Assert.Throws<BudgetExceededException>(() => loan.RaiseTo(200 * MiB));
            Assert.Equal(3 * MiB, _memory.Lent);
        }

        Assert.Equal(0, _memory.Lent);
    }

    [Fact]
    public void Buffers_are_lent_from_what_no_decompressor_waits_for()
    {
        using MemoryAccount one = Account(), other = Account();
        byte[] buffer = one.TryRentBuffer(12 << 20)!;
        Assert.NotNull(other.TryRentBuffer(12 << 20));
        Assert.Null(other.TryRentBuffer(12 << 20));

        // They change nothing in what can be read.
        one.Borrow(SharedMemory.MostForWalk);
        one.ReturnBuffer(buffer);
        Assert.NotNull(other.TryRentBuffer(12 << 20));
        Assert.InRange(_memory.Lent, 1, SharedMemory.Most);
    }

    [Fact]
    public void A_piece_that_was_given_back_is_lent_again()
    {
        using MemoryAccount account = Account();
        byte[] piece = account.RentPiece();
        account.ReturnPiece(piece);
        Assert.Same(piece, account.RentPiece());
    }

    [Fact]
    public void Small_loans_of_several_walks_do_not_wait()
    {
        MemoryAccount[] accounts = [.. Enumerable.Range(0, 4).Select(_ => Account())];
        Array.ForEach(accounts, a => a.Borrow(8 * MiB));
        Assert.Equal(32 * MiB, _memory.Lent);
        Array.ForEach(accounts, a => a.Dispose());
    }

    [Fact]
    public async Task Whoever_wants_too_much_at_once_waits_for_the_other()
    {
        using MemoryAccount first = Account(), second = Account();
        first.Borrow(100 * MiB);
        Task waiting = Task.Run(() => second.Borrow(100 * MiB), TestContext.Current.CancellationToken);
        await Task.Delay(200, TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);

        // The first can have all it may, and then it is the turn of the second.
        first.Borrow(36 * MiB);
        first.Dispose();
        await waiting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(100 * MiB, _memory.Lent);
    }

    [Fact]
    public async Task A_run_that_is_stopped_does_not_wait()
    {
        using var stop = new CancellationTokenSource();
        using MemoryAccount first = Account();
        using var second = new MemoryAccount(_memory, SharedMemory.MostForWalk, stop.Token.ThrowIfCancellationRequested);
        first.Borrow(SharedMemory.MostForWalk);
        Task waiting = Task.Run(() => second.Borrow(100 * MiB), TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Equal(SharedMemory.MostForWalk, _memory.Lent);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Many_walks_that_all_want_more_and_more_all_come_to_their_end(int seed)
    {
        long most = 0;
        Task[] walks = [.. Enumerable.Range(0, 8).Select(i => Task.Factory.StartNew(() =>
        {
            var random = new Random((seed * 100) + i);
            for (int walk = 0; walk < 20; walk++)
            {
                using MemoryAccount account = Account();
                long wanted = random.Next(1, (int)(SharedMemory.MostForWalk / MiB) + 1) * MiB;
                while (account.Decoders < wanted)
                {
                    account.Borrow(Math.Min(random.Next(1, 20) * MiB, wanted - account.Decoders));
                    most = Math.Max(Interlocked.Read(ref most), _memory.Lent);
                    Thread.Yield();
                }
            }
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        await Task.WhenAll(walks).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal(0, _memory.Lent);
        Assert.InRange(most, 1, SharedMemory.Most);
    }

    private MemoryAccount Account() => new(_memory, SharedMemory.MostForWalk, () => { });
}
