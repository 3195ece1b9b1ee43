#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""make_kuairand.py FOLDER ROWS [STATISTIC_MB]: writes FOLDER/KuaiRand-1K/data, made up, in the layout of KuaiRand-1K.

ROWS standard exposures of 1,000 users and, as in the real edition, 0.373 videos and 0.0037 random exposures per row;
STATISTIC_MB of the month's statistics, which an import must not read.
"""
import pathlib
import random
import sys

START = 1649347200000  # 2022-04-08 in UTC+8
DAY = 86400000
LOG = ("user_id,video_id,date,hourmin,time_ms,is_click,is_like,is_follow,is_comment,is_forward,is_hate,long_view,"
       "play_time_ms,duration_ms,profile_stay_time,comment_stay_time,is_profile_enter,is_rand,tab\n")
USERS = ("user_id,user_active_degree,is_lowactive_period,is_live_streamer,is_video_author,follow_user_num,"
         "follow_user_num_range,fans_user_num,fans_user_num_range,friend_user_num,friend_user_num_range,register_days,"
         "register_days_range," + ",".join(f"onehot_feat{i}" for i in range(18)) + "\n")
VIDEOS = ("video_id,author_id,video_type,upload_dt,upload_type,visible_status,video_duration,server_width,"
          "server_height,music_id,music_type,tag\n")


def date(day):
    return 20220408 + day if day < 23 else 20220501 + day - 23


def log_rows(days, per_day, users, videos, is_rand):
    """Pages of six videos that share one time; half of the exposures are of the first thousandth of the videos."""
    draw, line = random.random, None
    for user in range(users):
        for day in days:
            time = START + day * DAY
            for i in range(int(per_day + draw())):
                if i % 6 == 0:
                    time += int(draw() * 6 * DAY / (per_day + 6))
                share = draw()
                video = int((share * 2) ** 2 * videos / 1000) if share < 0.5 else int((share - 0.5) * 2 * videos)
                hour = (time - START) % DAY // 3600000
                duration = 0 if draw() < 0.08 else 5000 + int(draw() * 120000)
                view = draw() < 0.26
                yield (f"{user},{video},{date(day)},{hour * 100},{time},{int(view)},{int(draw() < 0.0167)},0,0,0,0,"
                       f"{int(view)},{int(draw() * 60000)},{duration},0,0,0,{is_rand},{int(draw() * 5)}\n")


def user_rows(users):
    for user in range(users):
        flags = ",".join("1.0" if random.random() < 0.9 else "" for _ in range(18))
        yield (f'{user},full_active,0,0,1,{user % 700},"(250,500]",{user % 90},"[10,100)",{user % 40},"[5,30)",'
               f'{user * 3},1000+,{flags}\n')


def video_rows(videos):
    for video in range(videos):
        tag = '"12,65"' if video % 4 == 0 else str(video % 70)
        yield (f"{video},{video * 7919 % 8839734},NORMAL,2022-0{1 + video % 4}-{1 + video % 28:02},ShortImport,public,"
               f"{5000 + video % 90000}.0,720,1280,{video * 31 % 99999999},9.0,{tag}\n")


def statistic_rows(megabytes):
    row = ",".join(f"{i}.{i}" for i in range(50)) + "\n"
    for _ in range(megabytes * 1000000 // len(row)):
        yield row


def main():
    folder = pathlib.Path(sys.argv[1]) / "KuaiRand-1K" / "data"
    rows = int(sys.argv[2])
    megabytes = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    users, videos = 1000, max(1000, int(rows * 0.373))
    random.seed(1)
    folder.mkdir(parents=True, exist_ok=True)
    per_day = rows / users / 31
    files = {
        "log_standard_4_08_to_4_21_1k.csv": (LOG, log_rows(range(14), per_day, users, videos, 0)),
        "log_standard_4_22_to_5_08_1k.csv": (LOG, log_rows(range(14, 31), per_day, users, videos, 0)),
        "log_random_4_22_to_5_08_1k.csv": (LOG, log_rows(range(14, 31), 0.0037 * per_day * 31 / 17, users, videos, 1)),
        "user_features_1k.csv": (USERS, user_rows(users)),
        "video_features_basic_1k.csv": (VIDEOS, video_rows(videos)),
        "video_features_statistic_1k.csv": ("never,read\n", statistic_rows(megabytes)),
    }
    for name, (header, lines) in files.items():
        with open(folder / name, "w", encoding="ascii") as file:
            file.write(header)
            file.writelines(lines)


if __name__ == "__main__":
    main()
